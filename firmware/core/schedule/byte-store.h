#pragma once
// Byte strings in numbered slots that share one buffer; it is kept without gaps.

#include "../text/view.h"

namespace marquee {

// All zeros is a valid, empty store. A view is valid until the next put() or release().
template <size_t Slots, size_t Bytes>
class ByteStore {
 public:
  bool has_room_for(size_t size) const { return used_ + size <= Bytes; }

  // The slot must be empty and the bytes must fit.
  void put(size_t slot, Text bytes) {
    starts_[slot] = static_cast<uint16_t>(used_);
    sizes_[slot] = static_cast<uint16_t>(bytes.size);
    if (!bytes.empty()) memcpy(bytes_ + used_, bytes.data, bytes.size);
    used_ += bytes.size;
  }

  void release(size_t slot) {
    const size_t start = starts_[slot];
    const size_t size = sizes_[slot];
    memmove(bytes_ + start, bytes_ + start + size, used_ - start - size);
    for (size_t i = 0; i < Slots; i++) {
      if (starts_[i] > start) starts_[i] = static_cast<uint16_t>(starts_[i] - size);
    }
    used_ -= size;
    sizes_[slot] = 0;
    starts_[slot] = 0;
  }

  Text get(size_t slot) const { return {bytes_ + starts_[slot], sizes_[slot]}; }

 private:
  uint8_t bytes_[Bytes];
  uint16_t starts_[Slots];
  uint16_t sizes_[Slots];
  size_t used_;
};

}  // namespace marquee
