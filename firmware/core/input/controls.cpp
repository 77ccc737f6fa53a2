#include "controls.h"

#include "levels.h"

namespace marquee {

bool Controls::next_input(Text& name, Text& event, uint32_t now_ms) {
  player_.tick(now_ms);
  sound();
  buttons_.sample(pins_.closed_buttons(), now_ms);
  InputEvent next;
  if (!buttons_.next(next)) return false;
  name = next.name;
  event = next.event;
  return true;
}

void Controls::set_led(const Switch& led) {
  const uint8_t level = led_level(led);
  if (level == led_level_) return;
  led_level_ = level;
  pins_.set_led(level);
}

TuneFault Controls::play(Text tune, uint32_t now_ms) {
  TuneFault fault = {TuneError::kNone, 0};
  if (tune.empty()) {
    player_.stop();
  } else {
    fault = player_.start(tune, now_ms);
  }
  sound();
  return fault;
}

void Controls::sound() {
  if (player_.frequency_hz() == frequency_hz_) return;
  frequency_hz_ = player_.frequency_hz();
  pins_.set_tone(frequency_hz_);
}

}  // namespace marquee
