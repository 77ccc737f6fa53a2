#include "base64.h"

namespace marquee {

namespace {

constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

uint8_t letter(uint32_t group, unsigned shift) { return static_cast<uint8_t>(kAlphabet[(group >> shift) & 63u]); }

}  // namespace

void write_base64(const uint8_t* bytes, size_t count, Writer& out) {
  for (size_t i = 0; i < count; i += 3) {
    const size_t left = count - i;
    uint32_t group = static_cast<uint32_t>(bytes[i]) << 16;
    if (left > 1) group |= static_cast<uint32_t>(bytes[i + 1]) << 8;
    if (left > 2) group |= bytes[i + 2];
    out.put(letter(group, 18)).put(letter(group, 12));
    out.put(left > 1 ? letter(group, 6) : uint8_t{'='});
    out.put(left > 2 ? letter(group, 0) : uint8_t{'='});
  }
}

}  // namespace marquee
