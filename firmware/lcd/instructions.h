#pragma once
// The instructions of the HD44780U that the driver uses (table 6, p. 24).

#include <stdint.h>

namespace marquee {

constexpr uint8_t kClear = 0x01;
constexpr uint8_t kHome = 0x02;
constexpr uint8_t kEntryRightwards = 0x06;
constexpr uint8_t kDisplayOff = 0x08;
constexpr uint8_t kDisplayOn = 0x0C;
constexpr uint8_t kOneLine = 0x20;  // 4-bit interface, 5x8 dots
constexpr uint8_t kTwoLines = 0x28;
constexpr uint8_t kCgramAddress = 0x40;
constexpr uint8_t kDdramAddress = 0x80;

// The high nibbles of "function set" before the interface has 4 bits.
constexpr uint8_t kEightBitNibble = 0x3;
constexpr uint8_t kFourBitNibble = 0x2;

}  // namespace marquee
