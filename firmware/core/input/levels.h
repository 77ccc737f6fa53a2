#pragma once
// How bright the backlight and the LED are to be now.

#include "../display.h"
#include "limits.h"

namespace marquee {

// 0 is off, 255 full. A blinking backlight is on for kBlinkMs, then off for as long, from `now_ms` = 0 on.
uint8_t backlight_level(const Screen& screen, const Switch& backlight, uint32_t now_ms);
uint8_t led_level(const Switch& led);
// Milliseconds until the level of a blinking backlight changes.
inline uint32_t until_blink(uint32_t now_ms) { return kBlinkMs - now_ms % kBlinkMs; }

}  // namespace marquee
