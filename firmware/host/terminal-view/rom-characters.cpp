#include "rom-characters.h"

#include <cstring>

#include "../../core/text/glyphs.h"

namespace marquee {

namespace {

constexpr uint32_t kUnknown = 0x00B7;
constexpr uint32_t kFullBlock = 0x2588;
constexpr uint32_t kBraille = 0x2800;
constexpr uint32_t kFirstHalfWidthKana = 0xFF61;

// Small letters with descenders, which the core never uses.
struct Twin {
  uint8_t code;
  uint8_t letter;
};
constexpr Twin kTwinsOfA00[] = {{0xE7, 'g'}, {0xEA, 'j'}, {0xF0, 'p'}, {0xF1, 'q'}, {0xF9, 'y'}};

// Scripts and pictures that terminals draw two columns wide.
bool is_wide(uint32_t code_point) {
  return (code_point >= 0x2300 && code_point <= 0x23FF) || (code_point >= 0x2600 && code_point <= 0x27BF) ||
         (code_point >= 0x2B00 && code_point <= 0x2BFF) || (code_point >= 0x2E80 && code_point < kFirstHalfWidthKana) ||
         code_point >= 0x10000;
}

uint32_t look_up(Rom rom, uint8_t code) {
  if (rom == Rom::A00) {
    for (const Twin& twin : kTwinsOfA00) {
      if (twin.code == code) return twin.letter;
    }
    // Half-width like the cells; the two sound marks also stand for other signs.
    if (code > 0xA0 && code < 0xDE) return kFirstHalfWidthKana + code - 0xA1;
  }
  for (uint32_t code_point = 0x20; code_point <= 0xFFFF; code_point++) {
    if (!is_wide(code_point) && rom_code(rom, code_point) == code) return code_point;
  }
  return kUnknown;
}

// Two columns make each half and two rows each dot. The middle column counts only where a row has nothing else.
uint32_t braille_of(const uint8_t rows[kGlyphRows]) {
  constexpr uint8_t kLeft[] = {0x01, 0x02, 0x04, 0x40};
  constexpr uint8_t kRight[] = {0x08, 0x10, 0x20, 0x80};
  uint32_t dots = 0;
  for (int i = 0; i < 4; i++) {
    const int upper = rows[2 * i];
    const int lower = rows[2 * i + 1];
    if (((upper | lower) & 0x18) != 0) dots |= kLeft[i];
    if (((upper | lower) & 0x03) != 0) dots |= kRight[i];
    if (((upper | lower) & 0x1B) == 0 && ((upper | lower) & 0x04) != 0) dots |= kLeft[i];
  }
  return kBraille + dots;
}

struct Characters {
  uint32_t of[256];

  explicit Characters(Rom rom) : of() {
    for (int code = 16; code < 256; code++) of[code] = look_up(rom, static_cast<uint8_t>(code));
  }
};

}  // namespace

uint32_t rom_character(Rom rom, uint8_t code) {
  static const Characters a00(Rom::A00);
  static const Characters a02(Rom::A02);
  return rom == Rom::A00 ? a00.of[code] : a02.of[code];
}

uint32_t glyph_character(Rom rom, const uint8_t rows[kGlyphRows]) {
  bool is_full = true;
  bool is_empty = true;
  for (int i = 0; i < kGlyphRows; i++) {
    is_full = is_full && rows[i] == 0x1F;
    is_empty = is_empty && rows[i] == 0;
  }
  if (is_full) return kFullBlock;
  if (is_empty) return ' ';
  for (GlyphIndex i = 0; i < glyph_count(); i++) {
    uint8_t design[kGlyphRows];
    glyph_rows(i, rom, design);
    if (!is_wide(glyph_code_point(i)) && std::memcmp(design, rows, kGlyphRows) == 0) return glyph_code_point(i);
  }
  return braille_of(rows);
}

}  // namespace marquee
