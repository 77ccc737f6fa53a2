#include "search.h"

#include <string.h>

namespace marquee {

int find_entry(const void* table, size_t count, size_t stride, uint32_t code_point) {
  size_t low = 0;
  size_t high = count;
  while (low < high) {
    const size_t middle = (low + high) / 2;
    uint16_t found;
    memcpy(&found, static_cast<const uint8_t*>(table) + middle * stride, sizeof found);
    if (found == code_point) return static_cast<int>(middle);
    if (found < code_point) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return -1;
}

}  // namespace marquee
