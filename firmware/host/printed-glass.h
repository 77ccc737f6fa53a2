#pragma once
// An LCD as text: what the simulated module shows behind the driver, drawn again in place, or a line for each change.

#include <string>

#include "../board/ports.h"
#include "simulated-hd44780/virtual-glass.h"

namespace marquee {

class PrintedGlass final : public Glass {
 public:
  PrintedGlass(bool is_headless, const Size& size) : is_headless_(is_headless), glass_(size) {}

  uint32_t show(const Screen& screen, const Switch& backlight, uint32_t now_ms) override;
  uint32_t i2c_errors() override { return glass_.i2c_errors(); }
  void set_address(uint8_t address) override { glass_.glass().lcd().set_address(address); }
  void show_test(TestPicture test) override { glass_.glass().show_test(test); }
  // A line with the codes of the cells and the glyphs in CGRAM as the module has them, in hex.
  void print_codes() const;

 private:
  void print_line(const SeenGlass& seen);
  void draw(const SeenGlass& seen);

  bool is_headless_;
  std::string printed_;
  Backlight backlight_ = Backlight::kOn;
  uint8_t drawn_rows_ = 0;
  VirtualGlass glass_;
};

}  // namespace marquee
