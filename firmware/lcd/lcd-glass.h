#pragma once
// Puts what the display core wants on the glass, backlight included.

#include "../core/display.h"
#include "lcd.h"
#include "test-pictures.h"

namespace marquee {

// Where the brightness goes on boards that drive the backlight themselves: 0 is off, 255 full. No function is none.
struct BacklightPort {
  void (*set)(void* context, uint8_t level);
  void* context;
};

class LcdGlass {
 public:
  // The ports must live as long as this.
  LcdGlass(const I2cPort& i2c, const LcdOptions& options, const BacklightPort& backlight = {});

  // Brings the glass a step closer to `screen`. Any millisecond counter, which may wrap. Returns the milliseconds until it
  // wants to be called again, 0 to 1000.
  uint32_t show(const Screen& screen, const Switch& backlight, uint32_t now_ms);
  // See test-pictures.h. The backlight is as the screen wants it.
  void show_test(TestPicture test) { test_ = test; }
  uint32_t i2c_errors() const { return lcd_.i2c_errors(); }
  Lcd& lcd() { return lcd_; }

 private:
  void draw(const Screen& screen);

  BacklightPort backlight_;
  TestPicture test_ = TestPicture::kNone;
  uint8_t level_ = 0;
  bool has_level_ = false;
  Lcd lcd_ = {};
};

}  // namespace marquee
