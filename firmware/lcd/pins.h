#pragma once
// Which output of the PCF8574 goes to which pin of the LCD.

#include <stdint.h>

namespace marquee {

// Numbers of outputs, P0 to P7.
struct Pins {
  uint8_t rs;
  uint8_t rw;
  uint8_t e;
  uint8_t backlight;
  uint8_t d4;
  uint8_t d5;
  uint8_t d6;
  uint8_t d7;
  bool backlight_is_low;  // the backlight is on while its output is low
};

// How nearly every backpack is wired.
constexpr Pins kCommonPins = {0, 1, 2, 3, 4, 5, 6, 7, false};

constexpr uint8_t bit(uint8_t output) { return static_cast<uint8_t>(1u << output); }

}  // namespace marquee
