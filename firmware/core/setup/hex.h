#pragma once
// Hexadecimal digits, upper or lower case.

#include "../text/view.h"

namespace marquee {

// The value of a digit, or -1.
inline int hex_digit_value(uint8_t digit) {
  if (is_digit(digit)) return digit - '0';
  const int lower = digit | 0x20;
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// Writes `count` bytes. False unless the text is exactly their digits.
inline bool from_hex(Text text, uint8_t* out, size_t count) {
  if (text.size != 2 * count) return false;
  for (size_t i = 0; i < count; i++) {
    const int high = hex_digit_value(text[2 * i]);
    const int low = hex_digit_value(text[2 * i + 1]);
    if (high < 0 || low < 0) return false;
    out[i] = static_cast<uint8_t>(high << 4 | low);
  }
  return true;
}

}  // namespace marquee
