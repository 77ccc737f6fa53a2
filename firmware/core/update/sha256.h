#pragma once
// SHA-256 (FIPS 180-4), for messages of less than 2^61 bytes.

#include "../text/view.h"
#include "limits.h"

namespace marquee {

class Sha256 {
 public:
  Sha256() { begin(); }
  void begin();
  void add(Text bytes);
  // The hash of all that was added; then begin() again.
  void finish(uint8_t (&out)[kSha256Bytes]);

 private:
  static constexpr size_t kBlockBytes = 64;
  void take_block();

  uint32_t state_[8];
  uint64_t total_;
  size_t filled_;
  uint8_t block_[kBlockBytes];
};

}  // namespace marquee
