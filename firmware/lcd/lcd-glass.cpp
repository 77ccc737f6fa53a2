#include "lcd-glass.h"

#include "../core/input/levels.h"
#include "test-pictures.h"

namespace marquee {

LcdGlass::LcdGlass(const I2cPort& i2c, const LcdOptions& options, const BacklightPort& backlight) : backlight_(backlight) {
  lcd_.begin(i2c, options);
}

void LcdGlass::draw(const Screen& screen) {
  if (test_ == TestPicture::kNone) return lcd_.show(screen.picture, screen.size);
  Picture picture;
  if (test_ == TestPicture::kIdentity) {
    draw_identity(screen.size, lcd_.address(), picture);
  } else {
    draw_contrast_test(screen.size, picture);
  }
  lcd_.show(picture, screen.size);
}

uint32_t LcdGlass::show(const Screen& screen, const Switch& backlight, uint32_t now_ms) {
  const uint8_t level = backlight_level(screen, backlight, now_ms);
  if (backlight_.set != nullptr && (!has_level_ || level != level_)) backlight_.set(backlight_.context, level);
  level_ = level;
  has_level_ = true;
  lcd_.set_backlight(level > 0);
  draw(screen);
  // Milliseconds that wrap make microseconds that wrap.
  const uint32_t wait_us = lcd_.step(now_ms * 1000u);
  const uint32_t wait_ms = (wait_us + 999) / 1000;
  if (screen.backlight != Backlight::kBlink) return wait_ms;
  const uint32_t blink_ms = until_blink(now_ms);
  return wait_ms < blink_ms ? wait_ms : blink_ms;
}

}  // namespace marquee
