#pragma once
// Every bound and time of the LCD driver. Times without another source are those of the HD44780U data sheet (ADE-207-272),
// longer by what a slow oscillator takes (190 instead of 270 kHz, p. 24 and 49).

#include <stddef.h>
#include <stdint.h>

namespace marquee {

// The smallest Wire buffer among Arduino cores.
constexpr size_t kTransmissionBytes = 32;
// Stops one step of the driver after a row of 20: 8 to 9 ms of the bus.
constexpr size_t kStepBytes = 96;
// One byte with its acknowledgement at 100 kHz, the most that a PCF8574 takes. It is longer than any instruction but two
// takes to execute, so a byte in between is wait enough.
constexpr uint32_t kByteUs = 90;

// Waits are a millisecond longer than they must be, for callers whose clock counts in those.
// Figure 24: 40 ms after 2.7 V are reached, 4.1 ms and 100 us between the first three instructions.
constexpr uint32_t kPowerUpUs = 51000;
constexpr uint32_t kWakeUs = 5500;
// Clear and home take 1.52 ms at 270 kHz.
constexpr uint32_t kClearUs = 3500;

// How long after a full round of addresses, or a NACK, the next look for the LCD comes.
constexpr uint32_t kSearchUs = 500000;
constexpr uint32_t kRetryUs = 50000;
// Electrical noise can change any register or cell; nothing tells, so all is written anew now and then.
constexpr uint32_t kRefreshUs = 180000000;
constexpr uint32_t kMaxStepUs = 1000000;

}  // namespace marquee
