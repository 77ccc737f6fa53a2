#include "gpio-pins.h"

#include <Arduino.h>

namespace {

constexpr int kFullLevel = 255;

uint8_t gpio(int number) { return static_cast<uint8_t>(number); }

}  // namespace

void GpioPins::begin(const GpioNumbers& numbers) {
  numbers_ = numbers;
  for (int number : numbers_.buttons) {
    if (number != kNotWired) pinMode(gpio(number), INPUT_PULLUP);
  }
  const int outputs[] = {numbers_.led, numbers_.buzzer, numbers_.backlight};
  for (int number : outputs) {
    if (number != kNotWired) pinMode(gpio(number), OUTPUT);
  }
  set_led(0);
}

uint8_t GpioPins::closed_buttons() {
  unsigned closed = 0;
  for (unsigned i = 0; i < marquee::kMaxButtons; i++) {
    const int number = numbers_.buttons[i];
    if (number != kNotWired && digitalRead(gpio(number)) == LOW) closed |= 1u << i;
  }
  return static_cast<uint8_t>(closed);
}

void GpioPins::set_led(uint8_t level) {
  if (numbers_.led == kNotWired) return;
  analogWrite(gpio(numbers_.led), numbers_.led_is_low ? kFullLevel - level : level);
}

void GpioPins::set_tone(uint16_t frequency_hz) {
  if (numbers_.buzzer == kNotWired) return;
  if (frequency_hz == 0) {
    noTone(gpio(numbers_.buzzer));
  } else {
    tone(gpio(numbers_.buzzer), static_cast<unsigned int>(frequency_hz));
  }
}

void GpioPins::set_backlight(void* context, uint8_t level) {
  const GpioNumbers& numbers = static_cast<GpioPins*>(context)->numbers_;
  if (numbers.backlight != kNotWired) analogWrite(gpio(numbers.backlight), level);
}
