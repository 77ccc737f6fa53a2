#pragma once
// Designs for characters that a ROM lacks, drawn through CGRAM.

#include "../limits.h"
#include "rom.h"

namespace marquee {

// Numbers a design; kNoGlyph is none.
using GlyphIndex = uint16_t;
constexpr GlyphIndex kNoGlyph = 0xFFFF;

GlyphIndex find_glyph(uint32_t code_point);
uint16_t glyph_count();
uint32_t glyph_code_point(GlyphIndex index);

// The one plain character that stands for it; both ROMs have it at its ASCII code.
uint8_t glyph_plain(GlyphIndex index);

// Rows as CGRAM takes them: bit 4 is the leftmost dot. A02 letters stand one row lower.
void glyph_rows(GlyphIndex index, Rom rom, uint8_t rows[kGlyphRows]);

}  // namespace marquee
