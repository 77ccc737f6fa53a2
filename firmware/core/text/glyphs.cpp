#include "glyphs.h"

#include <string.h>

#include "glyphs-capitals.h"
#include "glyphs-icons.h"
#include "glyphs-signs.h"
#include "glyphs-small-letters.h"
#include "glyphs-symbols.h"
#include "search.h"

namespace marquee {

static_assert(is_sorted(kSmallLetters) && is_sorted(kCapitals) && is_sorted(kSigns) && is_sorted(kSymbols) &&
                  is_sorted(kIcons),
              "glyph tables are searched by halves");

namespace {

template <size_t Count>
constexpr uint16_t size_of(const Glyph (&)[Count]) {
  return static_cast<uint16_t>(Count);
}

constexpr uint16_t kCapitalsStart = size_of(kSmallLetters);
constexpr uint16_t kSignsStart = kCapitalsStart + size_of(kCapitals);
constexpr uint16_t kSymbolsStart = kSignsStart + size_of(kSigns);
constexpr uint16_t kIconsStart = kSymbolsStart + size_of(kSymbols);
constexpr uint16_t kGlyphCount = kIconsStart + size_of(kIcons);

template <size_t Count>
GlyphIndex find_in(const Glyph (&table)[Count], uint16_t start, uint16_t key) {
  const Glyph* found = find(table, key);
  return found == nullptr ? kNoGlyph : static_cast<GlyphIndex>(start + (found - table));
}

const Glyph& design(GlyphIndex index) {
  if (index < kCapitalsStart) return kSmallLetters[index];
  if (index < kSignsStart) return kCapitals[index - kCapitalsStart];
  if (index < kSymbolsStart) return kSigns[index - kSignsStart];
  if (index < kIconsStart) return kSymbols[index - kSymbolsStart];
  return kIcons[index - kIconsStart];
}

}  // namespace

GlyphIndex find_glyph(uint32_t code_point) {
  const uint16_t key = fold(code_point);
  if (key >= 0xE000) return find_in(kIcons, kIconsStart, key);
  if (key >= 0x2300) return find_in(kSymbols, kSymbolsStart, key);
  GlyphIndex found = find_in(kSmallLetters, 0, key);
  if (found == kNoGlyph) found = find_in(kCapitals, kCapitalsStart, key);
  if (found == kNoGlyph) found = find_in(kSigns, kSignsStart, key);
  return found;
}

uint16_t glyph_count() { return kGlyphCount; }

uint32_t glyph_code_point(GlyphIndex index) { return unfold(design(index).code_point); }

uint8_t glyph_plain(GlyphIndex index) { return static_cast<uint8_t>(design(index).plain); }

void glyph_rows(GlyphIndex index, Rom rom, uint8_t rows[kGlyphRows]) {
  const Glyph& glyph = design(index);
  uint64_t dots = 0;
  for (uint8_t byte : glyph.dots) dots = dots << 8 | byte;
  for (int row = kGlyphRows - 1; row >= 0; row--) {
    rows[row] = static_cast<uint8_t>(dots & 0x1F);
    dots >>= 5;
  }
  const bool is_letter = index < kSignsStart;
  if (rom == Rom::A02 && is_letter && rows[kGlyphRows - 1] == 0) {
    memmove(rows + 1, rows, kGlyphRows - 1);
    rows[0] = 0;
  }
}

}  // namespace marquee
