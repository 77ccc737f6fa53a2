#pragma once
// Reads fields of a record or a packet; beyond the end everything is empty and `failed` says so.

#include "../text/view.h"

namespace marquee {

class ByteReader {
 public:
  explicit ByteReader(Text bytes) : bytes_(bytes) {}

  uint8_t byte() {
    if (at_ >= bytes_.size) return fail();
    return bytes_[at_++];
  }

  // Big-endian, as in network packets.
  uint16_t word() {
    const unsigned high = byte();
    return static_cast<uint16_t>(high << 8 | byte());
  }

  Text bytes(size_t count) {
    if (count > bytes_.size - at_) {
      fail();
      return {};
    }
    const Text field = bytes_.from(at_).first(count);
    at_ += count;
    return field;
  }

  // A string of up to `most` bytes with its length in front.
  Text string(size_t most) {
    const size_t size = byte();
    if (size > most) {
      fail();
      return {};
    }
    return bytes(size);
  }

  size_t at() const { return at_; }
  bool failed() const { return failed_; }
  // Everything was there, and nothing is left.
  bool is_complete() const { return !failed_ && at_ == bytes_.size; }

 private:
  uint8_t fail() {
    failed_ = true;
    at_ = bytes_.size;
    return 0;
  }

  Text bytes_;
  size_t at_ = 0;
  bool failed_ = false;
};

}  // namespace marquee
