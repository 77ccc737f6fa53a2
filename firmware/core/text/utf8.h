#pragma once
// UTF-8 as in The Unicode Standard, section 3.9.

#include "view.h"

namespace marquee {

constexpr uint32_t kReplacement = 0xFFFD;

// The code point at `position`, which moves past it. Each maximal ill-formed
// subsequence yields one kReplacement. `position` must be inside the text.
uint32_t next_code_point(Text text, size_t& position);

// Writes 1 to 4 bytes and returns how many; surrogates become kReplacement.
size_t encode_utf8(uint32_t code_point, uint8_t out[4]);

}  // namespace marquee
