#pragma once
// What a person or a test types while a virtual display runs.

#include <string>

#include "../board/device.h"
#include "pc-panel.h"
#include "printed-glass.h"

namespace marquee {

class Commands {
 public:
  static constexpr size_t kMaxLineBytes = 8192;

  // Reads what is there, never waits, and does whole lines. False at the end of the input.
  bool read(int descriptor, Device& device, PcPanel& panel, PrintedGlass& glass);

 private:
  void run(const std::string& line, Device& device, PcPanel& panel, PrintedGlass& glass);

  std::string pending_;
};

}  // namespace marquee
