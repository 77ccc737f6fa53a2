#include "sha1.h"

namespace marquee {

namespace {

constexpr size_t kBlockBytes = 64;
constexpr size_t kLengthBytes = 8;

uint32_t rotate(uint32_t value, unsigned bits) { return (value << bits) | (value >> (32 - bits)); }

uint32_t big_endian(const uint8_t* bytes) {
  return static_cast<uint32_t>(bytes[0]) << 24 | static_cast<uint32_t>(bytes[1]) << 16 |
         static_cast<uint32_t>(bytes[2]) << 8 | bytes[3];
}

// The schedule is kept as a ring of 16 words instead of all 80: small boards have little stack.
void add_block(const uint8_t* block, uint32_t (&state)[5]) {
  uint32_t words[16];
  for (size_t i = 0; i < 16; i++) words[i] = big_endian(block + 4 * i);
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
  for (unsigned i = 0; i < 80; i++) {
    uint32_t& word = words[i % 16];
    if (i >= 16) word = rotate(words[(i + 13) % 16] ^ words[(i + 8) % 16] ^ words[(i + 2) % 16] ^ word, 1);
    uint32_t mixed, constant;
    if (i < 20) {
      mixed = (b & c) | (~b & d);
      constant = 0x5A827999;
    } else if (i < 40) {
      mixed = b ^ c ^ d;
      constant = 0x6ED9EBA1;
    } else if (i < 60) {
      mixed = (b & c) | (b & d) | (c & d);
      constant = 0x8F1BBCDC;
    } else {
      mixed = b ^ c ^ d;
      constant = 0xCA62C1D6;
    }
    const uint32_t next = rotate(a, 5) + mixed + e + constant + word;
    e = d;
    d = c;
    c = rotate(b, 30);
    b = a;
    a = next;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
}

}  // namespace

void sha1(Text bytes, uint8_t (&digest)[kSha1Bytes]) {
  uint32_t state[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
  const uint64_t bits = uint64_t{bytes.size} * 8;
  for (; bytes.size >= kBlockBytes; bytes = bytes.from(kBlockBytes)) add_block(bytes.data, state);
  uint8_t block[kBlockBytes] = {};
  if (!bytes.empty()) memcpy(block, bytes.data, bytes.size);
  block[bytes.size] = 0x80;
  if (bytes.size >= kBlockBytes - kLengthBytes) {
    add_block(block, state);
    memset(block, 0, sizeof block);
  }
  for (unsigned i = 0; i < kLengthBytes; i++) block[kBlockBytes - 1 - i] = static_cast<uint8_t>(bits >> (8 * i));
  add_block(block, state);
  for (unsigned i = 0; i < kSha1Bytes; i++) digest[i] = static_cast<uint8_t>(state[i / 4] >> (24 - 8 * (i % 4)));
}

}  // namespace marquee
