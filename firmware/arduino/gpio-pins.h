#pragma once
// Buttons, LED, buzzer and a backlight of its own on GPIOs.

#include "../core/input/controls.h"

// Numbers of GPIOs; kNotWired where there is none.
constexpr int kNotWired = -1;

struct GpioNumbers {
  int buttons[marquee::kMaxButtons] = {kNotWired, kNotWired, kNotWired, kNotWired};  // each to ground
  int led = kNotWired;
  int buzzer = kNotWired;     // passive
  int backlight = kNotWired;  // the gate of a transistor; high is on
  bool led_is_low = false;    // the LED is on while its pin is low, as the one on ESP8266 modules
};

class GpioPins final : public marquee::ControlPins {
 public:
  // Call once, before the others.
  void begin(const GpioNumbers& numbers);

  uint8_t closed_buttons() override;
  void set_led(uint8_t level) override;
  void set_tone(uint16_t frequency_hz) override;
  // For LcdGlass, with this as the context.
  static void set_backlight(void* context, uint8_t level);

 private:
  GpioNumbers numbers_;
};
