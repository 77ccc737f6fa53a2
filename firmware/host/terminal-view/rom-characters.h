#pragma once
// What a terminal writes for a cell.

#include <stdint.h>

#include "../../core/limits.h"
#include "../../core/text/rom.h"

namespace marquee {

// The character that a ROM draws for `code` (16 to 255), always one column wide; U+00B7 where there is none.
uint32_t rom_character(Rom rom, uint8_t code);

// The character that comes nearest to a glyph: its own if it is a known design of one column, else its shape in 2x4 dots.
uint32_t glyph_character(Rom rom, const uint8_t rows[kGlyphRows]);

}  // namespace marquee
