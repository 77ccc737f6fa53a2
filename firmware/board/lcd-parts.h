#pragma once
// The LCD, and the buttons, tunes and LED, as a board wants them.

#include "../core/input/controls.h"
#include "../lcd/lcd-glass.h"
#include "ports.h"

namespace marquee {

class LcdPart final : public Glass {
 public:
  // The glass must outlive this.
  explicit LcdPart(LcdGlass& glass) : glass_(glass) {}

  uint32_t show(const Screen& screen, const Switch& backlight, uint32_t now_ms) override {
    return glass_.show(screen, backlight, now_ms);
  }
  uint32_t i2c_errors() override { return glass_.i2c_errors(); }
  void set_address(uint8_t address) override { glass_.lcd().set_address(address); }
  void show_test(TestPicture test) override { glass_.show_test(test); }

 private:
  LcdGlass& glass_;
};

class ControlsPart final : public Panel {
 public:
  // The controls must outlive this.
  explicit ControlsPart(Controls& controls) : controls_(controls) {}

  bool next_input(Text& name, Text& event, uint32_t now_ms) override { return controls_.next_input(name, event, now_ms); }
  uint32_t held_ms(uint8_t button) override { return static_cast<uint32_t>(controls_.buttons().held(button)); }
  void set_led(const Switch& led) override { controls_.set_led(led); }
  TuneFault play(Text tune, uint32_t now_ms) override { return controls_.play(tune, now_ms); }

 private:
  Controls& controls_;
};

}  // namespace marquee
