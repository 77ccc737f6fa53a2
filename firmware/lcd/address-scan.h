#pragma once
// The addresses that a backpack can have: PCF8574 0x20 to 0x27, PCF8574A 0x38 to 0x3F.

#include <stdint.h>

namespace marquee {

constexpr uint8_t kScanAddresses = 16;

// The address to try as `index`, 0 to kScanAddresses - 1: open jumpers first, as backpacks are sold, so that
// another chip in these ranges is mistaken for an LCD only where no such backpack is.
constexpr uint8_t scan_address(uint8_t index) {
  return static_cast<uint8_t>((index % 2 == 0 ? 0x27 : 0x3F) - index / 2);
}

}  // namespace marquee
