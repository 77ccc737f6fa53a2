#pragma once
// How a character reads in plain letters.

#include <stddef.h>
#include <stdint.h>

namespace marquee {

struct Spelling {
  uint16_t code_point;  // folded
  char letters[4];      // unused ones are NUL

  constexpr Spelling(uint16_t key, const char* text) : code_point(key), letters{0, 0, 0, 0} {
    for (size_t i = 0; i < 4 && text[i] != 0; i++) letters[i] = text[i];
  }
};

}  // namespace marquee
