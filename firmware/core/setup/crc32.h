#pragma once
// CRC-32 as in IEEE 802.3, without a table: records are short and rare.

#include "../text/view.h"

namespace marquee {

inline uint32_t crc32_of(Text bytes) {
  uint32_t crc = 0xFFFFFFFFu;
  for (size_t i = 0; i < bytes.size; i++) {
    crc ^= bytes[i];
    for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1u) != 0 ? 0xEDB88320u : 0u);
  }
  return ~crc;
}

}  // namespace marquee
