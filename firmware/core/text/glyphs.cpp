#include "glyphs.h"

#include <string.h>

#include "glyphs-blocks.h"
#include "glyphs-capitals.h"
#include "glyphs-icons.h"
#include "glyphs-signs.h"
#include "glyphs-small-letters.h"
#include "glyphs-symbols.h"
#include "packed-table.h"

namespace marquee {

namespace {

constexpr auto kGlyphs = merged(kSigns, kSmallLetters, kCapitals, kSymbols, kBlocks, kIcons);
constexpr size_t kGlyphCount = count_of(kGlyphs);
constexpr auto kKeys = pack_keys<kGlyphs>();

struct Design {
  char plain;
  uint8_t dots[kGlyphDotBytes];
};

constexpr Values<Design, kGlyphCount> designs() {
  Values<Design, kGlyphCount> result{};
  for (size_t i = 0; i < kGlyphCount; i++) {
    result.at[i].plain = kGlyphs[i].plain;
    for (size_t byte = 0; byte < kGlyphDotBytes; byte++) result.at[i].dots[byte] = kGlyphs[i].dots[byte];
  }
  return result;
}

constexpr auto kDesigns = designs();

bool is_letter(uint16_t code_point) {
  constexpr uint16_t kTimes = 0xD7;
  return code_point >= 0xC0 && code_point < 0x2000 && code_point != kTimes;
}

}  // namespace

GlyphIndex find_glyph(uint32_t code_point) { return static_cast<GlyphIndex>(find_key(kKeys.at, fold(code_point))); }

uint16_t glyph_count() { return static_cast<uint16_t>(kGlyphCount); }

uint32_t glyph_code_point(GlyphIndex index) { return unfold(key_at(kKeys.at, index)); }

uint8_t glyph_plain(GlyphIndex index) { return static_cast<uint8_t>(kDesigns[index].plain); }

void glyph_rows(GlyphIndex index, Rom rom, uint8_t rows[kGlyphRows]) {
  uint64_t dots = 0;
  for (uint8_t byte : kDesigns[index].dots) dots = dots << 8 | byte;
  for (int row = kGlyphRows - 1; row >= 0; row--) {
    rows[row] = static_cast<uint8_t>(dots & 0x1F);
    dots >>= 5;
  }
  if (rom == Rom::A02 && rows[kGlyphRows - 1] == 0 && is_letter(key_at(kKeys.at, index))) {
    memmove(rows + 1, rows, kGlyphRows - 1);
    rows[0] = 0;
  }
}

}  // namespace marquee
