#include "utf8.h"

namespace marquee {

uint32_t next_code_point(Text text, size_t& position) {
  const uint8_t lead = text[position++];
  if (lead < 0x80) return lead;
  if (lead < 0xC2 || lead > 0xF4) return kReplacement;
  const int rest = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  // The range of the next byte, which leaves out overlong forms, surrogates and what is above U+10FFFF.
  uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  uint32_t code_point = lead & (0x3Fu >> rest);
  for (int i = 0; i < rest; i++) {
    if (position >= text.size || text[position] < low || text[position] > high) return kReplacement;
    code_point = (code_point << 6) | (text[position++] & 0x3Fu);
    low = 0x80;
    high = 0xBF;
  }
  return code_point;
}

size_t encode_utf8(uint32_t code_point, uint8_t out[4]) {
  const bool valid = code_point <= 0x10FFFF && (code_point < 0xD800 || code_point > 0xDFFF);
  const uint32_t c = valid ? code_point : kReplacement;
  if (c < 0x80) {
    out[0] = static_cast<uint8_t>(c);
    return 1;
  }
  const size_t size = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  const uint32_t lead = size == 2 ? 0xC0 : size == 3 ? 0xE0 : 0xF0;
  for (size_t i = 0; i < size; i++) {
    const uint32_t bits = c >> (6 * (size - 1 - i));
    out[i] = static_cast<uint8_t>(i == 0 ? lead | bits : 0x80u | (bits & 0x3Fu));
  }
  return size;
}

}  // namespace marquee
