#pragma once
// Byte strings in numbered slots that share one buffer; it is kept without gaps.

#include "../text/view.h"

namespace marquee {

struct StoredBytes {
  uint16_t start;
  uint16_t size;
};

// Removes the bytes of a slot and closes the gap.
void release_bytes(size_t slot, StoredBytes* slots, size_t count, uint8_t* bytes, size_t& used);

// All zeros is a valid, empty store. A view is valid until the next put() or release().
template <size_t Slots, size_t Bytes>
class ByteStore {
 public:
  bool has_room_for(size_t size) const { return used_ + size <= Bytes; }

  // The slot must be empty and the bytes must fit.
  void put(size_t slot, Text bytes) {
    slots_[slot] = {static_cast<uint16_t>(used_), copy_text(bytes, bytes_ + used_, bytes.size)};
    used_ += bytes.size;
  }

  void release(size_t slot) { release_bytes(slot, slots_, Slots, bytes_, used_); }

  Text get(size_t slot) const { return {bytes_ + slots_[slot].start, slots_[slot].size}; }

 private:
  size_t used_;
  StoredBytes slots_[Slots];
  uint8_t bytes_[Bytes];
};

}  // namespace marquee
