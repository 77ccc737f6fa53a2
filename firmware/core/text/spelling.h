#pragma once
// How a character reads in plain letters.

#include <stdint.h>

namespace marquee {

struct Spelling {
  uint16_t code_point;  // folded
  const char* letters;  // 1 to 4
};

}  // namespace marquee
