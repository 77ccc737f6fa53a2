#include "utf8.h"

namespace marquee {

namespace {

// How a lead byte goes on: number of further bytes and the range of the first of them.
struct Sequence {
  uint8_t rest;
  uint8_t low;
  uint8_t high;
};

Sequence sequence_of(uint8_t lead) {
  if (lead >= 0xC2 && lead <= 0xDF) return {1, 0x80, 0xBF};
  if (lead == 0xE0) return {2, 0xA0, 0xBF};  // no overlong forms
  if (lead == 0xED) return {2, 0x80, 0x9F};  // no surrogates
  if (lead >= 0xE1 && lead <= 0xEF) return {2, 0x80, 0xBF};
  if (lead == 0xF0) return {3, 0x90, 0xBF};
  if (lead >= 0xF1 && lead <= 0xF3) return {3, 0x80, 0xBF};
  if (lead == 0xF4) return {3, 0x80, 0x8F};  // nothing above U+10FFFF
  return {0, 0, 0};
}

}  // namespace

uint32_t next_code_point(Text text, size_t& position) {
  const uint8_t lead = text[position++];
  if (lead < 0x80) return lead;
  const Sequence sequence = sequence_of(lead);
  if (sequence.rest == 0) return kReplacement;
  uint32_t code_point = lead & (0x3Fu >> sequence.rest);
  for (uint8_t i = 0; i < sequence.rest; i++) {
    const uint8_t low = i == 0 ? sequence.low : uint8_t{0x80};
    const uint8_t high = i == 0 ? sequence.high : uint8_t{0xBF};
    if (position >= text.size || text[position] < low || text[position] > high) return kReplacement;
    code_point = (code_point << 6) | (text[position++] & 0x3Fu);
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
