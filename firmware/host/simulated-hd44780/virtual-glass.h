#pragma once
// The LCD of a virtual display: the driver of a board with a simulated module on its bus, at the pace of a real one.

#include <memory>

#include "../../lcd/lcd-glass.h"
#include "module.h"

namespace marquee {

class VirtualGlass {
 public:
  explicit VirtualGlass(const Size& size);

  // As LcdGlass::show. A screen of another size gets another module, as somebody who changes the size in the hub wants.
  uint32_t show(const Screen& screen, const Switch& backlight, uint32_t now_ms);
  uint32_t i2c_errors() const { return glass_->i2c_errors(); }

  SeenGlass seen() const { return module_->seen(); }
  // True once when what is seen is complete and differs from when this was true last.
  bool take_change();
  SimulatedModule& module() { return *module_; }
  LcdGlass& glass() { return *glass_; }

 private:
  void build(const Size& size);

  Clock clock_ = {};
  std::unique_ptr<SimulatedModule> module_;
  std::unique_ptr<LcdGlass> glass_;
  SeenGlass told_ = {};
};

}  // namespace marquee
