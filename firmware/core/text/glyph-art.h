#pragma once
// Glyph designs as pictures in the source, packed by the compiler into 5 bytes each.

#include <stddef.h>
#include <stdint.h>

namespace marquee {

// Emoji share a 16-bit key space with the Basic Multilingual Plane: U+1F000 to U+1FFFF stand at
// E000 to EFFF, where only private characters are.
constexpr uint16_t fold(uint32_t code_point) {
  if (code_point >= 0x1F000 && code_point <= 0x1FFFF) return static_cast<uint16_t>(0xE000 | (code_point & 0xFFF));
  if (code_point >= 0xE000 && code_point <= 0xF8FF) return 0;
  return code_point <= 0xFFFF ? static_cast<uint16_t>(code_point) : uint16_t{0};
}

constexpr uint32_t unfold(uint16_t key) {
  return key >= 0xE000 && key <= 0xEFFF ? 0x1F000u | (key & 0xFFFu) : key;
}

constexpr size_t kGlyphDotBytes = 5;

struct Glyph {
  uint16_t code_point;           // folded
  char plain;                    // drawn instead when all slots are taken
  uint8_t dots[kGlyphDotBytes];  // 8 rows of 5 dots, first row first, leftmost dot first
};

// `art` has 8 rows of 5 characters, `#` or `.`, with a blank between rows.
constexpr Glyph glyph(uint32_t code_point, char plain, const char* art) {
  Glyph packed{fold(code_point), plain, {0, 0, 0, 0, 0}};
  for (size_t dot = 0; dot < 40; dot++) {
    if (art[dot + dot / 5] == '#') packed.dots[dot / 8] = static_cast<uint8_t>(packed.dots[dot / 8] | (0x80u >> (dot % 8)));
  }
  return packed;
}

}  // namespace marquee
