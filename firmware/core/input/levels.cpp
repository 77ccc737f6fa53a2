#include "levels.h"

namespace marquee {

uint8_t backlight_level(const Screen& screen, const Switch& backlight, uint32_t now_ms) {
  if (screen.backlight == Backlight::kOff) return 0;
  if (screen.backlight == Backlight::kBlink && now_ms / kBlinkMs % 2 != 0) return 0;
  return backlight.brightness;
}

uint8_t led_level(const Switch& led) { return led.on ? led.brightness : uint8_t{0}; }

}  // namespace marquee
