#pragma once
// Buttons, LED and buzzer of a PC: contacts that commands and keys close, and lines on the standard output.

#include <deque>
#include <string>

#include "../board/ports.h"
#include "../core/input/controls.h"

namespace marquee {

// Contacts as somebody's fingers move them, one after the other.
class PcPins final : public ControlPins {
 public:
  static constexpr size_t kMaxTouches = 64;

  // Closes a contact from then on for so long. False if too many are waiting.
  bool touch(uint8_t button, uint32_t at_ms, uint32_t hold_ms);
  void advance(uint32_t now_ms);
  bool is_busy() const { return !touches_.empty(); }
  // Milliseconds until the next contact moves; no bound while none will.
  uint32_t idle_ms() const;

  uint8_t closed_buttons() override { return closed_; }
  void set_led(uint8_t) override {}
  void set_tone(uint16_t) override {}

 private:
  struct Touch {
    uint8_t button;
    uint32_t wait_ms;
    uint32_t hold_ms;
  };

  std::deque<Touch> touches_;
  uint32_t last_ms_ = 0;
  uint8_t closed_ = 0;
  bool has_clock_ = false;
};

class PcPanel final : public Panel {
 public:
  explicit PcPanel(bool is_silent);

  // Presses a button by its name, button-1 to button-4, after a wait. False if there is none, or too many presses wait.
  bool press(const std::string& name, uint32_t wait_ms, uint32_t hold_ms);
  bool press(const std::string& name);
  // Milliseconds until the contacts are to be looked at again.
  uint32_t idle_ms() const;

  bool next_input(Text& name, Text& event, uint32_t now_ms) override;
  uint32_t held_ms(uint8_t button) override { return static_cast<uint32_t>(controls_.buttons().held(button)); }
  void set_led(const Switch& led) override;
  TuneFault play(Text tune, uint32_t now_ms) override;

 private:
  bool is_silent_;
  Switch led_ = {};
  PcPins pins_;
  Controls controls_{pins_};
};

}  // namespace marquee
