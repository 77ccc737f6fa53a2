#include "packed-table.h"

namespace marquee {

int find_key(const uint8_t* packed_keys, uint32_t code_point) {
  int first = 0;
  for (const uint8_t* page = packed_keys; page[1] > 0; page += 2 + page[1]) {
    for (int i = 0; i < page[1]; i++) {
      if ((page[0] << 8 | page[2 + i]) == static_cast<int>(code_point)) return first + i;
    }
    first += page[1];
  }
  return -1;
}

uint16_t key_at(const uint8_t* packed_keys, size_t index) {
  const uint8_t* page = packed_keys;
  for (; index >= page[1]; page += 2 + page[1]) index -= page[1];
  return static_cast<uint16_t>(page[0] << 8 | page[2 + index]);
}

const uint8_t* packed_word(const uint8_t* packed_words, size_t index) {
  for (; index > 0; packed_words++) {
    if ((*packed_words & kLastLetter) != 0) index--;
  }
  return packed_words;
}

}  // namespace marquee
