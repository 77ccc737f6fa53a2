#pragma once
// What is drawn for a character that has neither a ROM code nor a glyph.

#include "rom.h"

namespace marquee {

struct Codes {
  uint8_t codes[4];
  uint8_t count;
  bool faithful;  // reads as the character itself, only spelled in more cells
};

// One code.
Codes spelled_by(uint32_t code);
// The letters of a packed word.
Codes spelled(const uint8_t* word);

// ROM codes for `code_point`: plain letters, or `?` if nothing is known. Never empty.
Codes transliterate(Rom rom, uint32_t code_point);

// The character that is drawn the same: a red heart for a black one, a letter for its full-width form.
// `code_point` itself if there is none.
uint32_t same_drawing(uint32_t code_point);

}  // namespace marquee
