#include "byte-store.h"

namespace marquee {

void release_bytes(size_t slot, StoredBytes* slots, size_t count, uint8_t* bytes, size_t& used) {
  const StoredBytes gap = slots[slot];
  memmove(bytes + gap.start, bytes + gap.start + gap.size, used - gap.start - gap.size);
  for (size_t i = 0; i < count; i++) {
    if (slots[i].start > gap.start) slots[i].start = static_cast<uint16_t>(slots[i].start - gap.size);
  }
  used -= gap.size;
  slots[slot] = {0, 0};
}

}  // namespace marquee
