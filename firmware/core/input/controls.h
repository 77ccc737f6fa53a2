#pragma once
// What people press, hear and see besides the glass, on whatever pins a board has.

#include "../protocol/settings.h"
#include "buttons.h"
#include "tune-player.h"

namespace marquee {

class ControlPins {
 public:
  // Bit n is button n, 1 while its contact is closed.
  virtual uint8_t closed_buttons() = 0;
  // 0 is off, 255 full.
  virtual void set_led(uint8_t level) = 0;
  // 0 is silence.
  virtual void set_tone(uint16_t frequency_hz) = 0;

 protected:
  ~ControlPins() = default;
};

class Controls {
 public:
  // The pins must live as long as this.
  explicit Controls(ControlPins& pins) : pins_(pins) {}

  // See Buttons::add.
  bool add_button(Text name) { return buttons_.add(name); }
  // Samples the buttons and moves the tune on; call it every 10 ms or more often. False if there is no event; the views
  // are valid as long as this.
  bool next_input(Text& name, Text& event, uint32_t now_ms);
  void set_led(const Switch& led);
  // A tune in RTTTL instead of one that is playing; an empty one ends it. A tune with a fault changes nothing.
  TuneFault play(Text tune, uint32_t now_ms);
  const Buttons& buttons() const { return buttons_; }

 private:
  void sound();

  ControlPins& pins_;
  Buttons buttons_ = {};
  TunePlayer player_ = {};
  uint16_t frequency_hz_ = 0;
  uint8_t led_level_ = 0;
};

}  // namespace marquee
