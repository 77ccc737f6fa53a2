#include "sha256.h"

namespace marquee {

namespace {

// Section 4.2.2: of the cube roots of the first 64 primes.
constexpr uint32_t kRoundConstants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

// Section 5.3.3: of the square roots of the first 8 primes.
constexpr uint32_t kStart[8] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
};

uint32_t rotate(uint32_t value, unsigned bits) { return value >> bits | value << (32 - bits); }

}  // namespace

void Sha256::begin() {
  memcpy(state_, kStart, sizeof state_);
  total_ = 0;
  filled_ = 0;
}

void Sha256::add(Text bytes) {
  total_ += bytes.size;
  while (!bytes.empty()) {
    const size_t count = copy_text(bytes, block_ + filled_, kBlockBytes - filled_);
    bytes = bytes.from(count);
    filled_ += count;
    if (filled_ == kBlockBytes) take_block();
  }
}

void Sha256::take_block() {
  uint32_t words[64];
  for (size_t i = 0; i < 16; i++) {
    const uint8_t* at = block_ + 4 * i;
    words[i] = uint32_t{at[0]} << 24 | uint32_t{at[1]} << 16 | uint32_t{at[2]} << 8 | at[3];
  }
  for (size_t i = 16; i < 64; i++) {
    const uint32_t low = rotate(words[i - 15], 7) ^ rotate(words[i - 15], 18) ^ words[i - 15] >> 3;
    const uint32_t high = rotate(words[i - 2], 17) ^ rotate(words[i - 2], 19) ^ words[i - 2] >> 10;
    words[i] = words[i - 16] + low + words[i - 7] + high;
  }
  uint32_t v[8];
  memcpy(v, state_, sizeof v);
  for (size_t i = 0; i < 64; i++) {
    const uint32_t high = rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25);
    const uint32_t choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
    const uint32_t first = v[7] + high + choice + kRoundConstants[i] + words[i];
    const uint32_t low = rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22);
    const uint32_t majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
    memmove(v + 1, v, 7 * sizeof v[0]);
    v[4] += first;
    v[0] = first + low + majority;
  }
  for (size_t i = 0; i < 8; i++) state_[i] += v[i];
  filled_ = 0;
}

void Sha256::finish(uint8_t (&out)[kSha256Bytes]) {
  const uint64_t bits = total_ * 8;
  block_[filled_++] = 0x80;
  if (filled_ > kBlockBytes - 8) {
    memset(block_ + filled_, 0, kBlockBytes - filled_);
    take_block();
  }
  memset(block_ + filled_, 0, kBlockBytes - 8 - filled_);
  for (size_t i = 0; i < 8; i++) block_[kBlockBytes - 1 - i] = static_cast<uint8_t>(bits >> (8 * i));
  take_block();
  for (size_t i = 0; i < kSha256Bytes; i++) out[i] = static_cast<uint8_t>(state_[i / 4] >> (24 - 8 * (i % 4)));
}

}  // namespace marquee
