#pragma once
// Where docs/hardware/wiring.md wires things, unless a board says otherwise.

#include "gpio-pins.h"
#include "i2c-bus.h"

inline I2cPins default_i2c_pins() {
#if defined(ESP8266)
  return {4, 5};  // D2 and D1 of a D1 mini
#elif defined(CONFIG_IDF_TARGET_ESP32C3)
  return {4, 5};
#else
  return {21, 22};
#endif
}

inline GpioNumbers default_gpio_numbers() {
  GpioNumbers numbers;
#if defined(ESP8266)
  const int buttons[] = {14, 12, 13, 0};  // D5, D6, D7, D3
  numbers.led = 2;                        // on the module
  numbers.led_is_low = true;
  numbers.buzzer = 15;  // D8
#elif defined(CONFIG_IDF_TARGET_ESP32C3)
  const int buttons[] = {0, 1, 3, 10};
  numbers.led = 7;
  numbers.buzzer = 6;
#else
  const int buttons[] = {25, 26, 27, 33};
  numbers.led = 2;
  numbers.buzzer = 18;
  numbers.backlight = 19;
#endif
  for (int i = 0; i < marquee::kMaxButtons; i++) numbers.buttons[i] = buttons[i];
  return numbers;
}
