#pragma once
// An LCD as text: a picture that is drawn again in place, or a line for each change.

#include <string>

#include "../board/ports.h"

namespace marquee {

class PrintedGlass final : public Glass {
 public:
  explicit PrintedGlass(bool is_headless) : is_headless_(is_headless) {}

  uint32_t show(const Screen& screen, const Switch& backlight, uint32_t now_ms) override;
  uint32_t i2c_errors() override { return 0; }

 private:
  bool is_headless_;
  bool has_shown_ = false;
  Screen shown_ = {};
};

}  // namespace marquee
