#include "core/input/levels.h"
#include "harness.h"

using namespace marquee;

TEST("the backlight has the brightness of its switch while it is on, and none while it is off") {
  Screen screen{};
  const Switch backlight{false, 100};
  screen.backlight = Backlight::kOn;
  CHECK_EQUAL(int{backlight_level(screen, backlight, 0)}, 100);
  screen.backlight = Backlight::kOff;
  CHECK_EQUAL(int{backlight_level(screen, backlight, 0)}, 0);
}

TEST("a blinking backlight changes every half second, and says when") {
  Screen screen{};
  screen.backlight = Backlight::kBlink;
  const Switch backlight{true, 255};
  CHECK_EQUAL(int{backlight_level(screen, backlight, 0)}, 255);
  CHECK_EQUAL(int{backlight_level(screen, backlight, 499)}, 255);
  CHECK_EQUAL(int{backlight_level(screen, backlight, 500)}, 0);
  CHECK_EQUAL(int{backlight_level(screen, backlight, 1000)}, 255);
  CHECK_EQUAL(until_blink(0), 500u);
  CHECK_EQUAL(until_blink(499), 1u);
}

TEST("the LED has its brightness while it is on") {
  CHECK_EQUAL(int{led_level({true, 7})}, 7);
  CHECK_EQUAL(int{led_level({false, 7})}, 0);
}
