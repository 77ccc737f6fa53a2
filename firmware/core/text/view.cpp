#include "view.h"

namespace marquee {

bool operator==(Text a, Text b) { return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0); }

int compare(Text a, Text b) {
  for (size_t i = 0; i < a.size && i < b.size; i++) {
    if (a[i] != b[i]) return a[i] - b[i];
  }
  return static_cast<int>(a.size) - static_cast<int>(b.size);
}

bool starts_with(Text text, Text prefix) { return text.size >= prefix.size && text.first(prefix.size) == prefix; }

uint16_t copy_text(Text from, uint8_t* to, size_t capacity) {
  const size_t size = from.size < capacity ? from.size : capacity;
  if (size > 0) memmove(to, from.data, size);
  return static_cast<uint16_t>(size);
}

void set_short_text(Text from, uint8_t* to, size_t capacity) {
  const uint16_t size = copy_text(from, to, capacity);
  memcpy(to + capacity, &size, sizeof size);
}

}  // namespace marquee
