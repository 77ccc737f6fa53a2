#pragma once
// An LCD driver with a module on its bus, and pictures for them.

#include <cstring>
#include <random>
#include <sstream>
#include <string>

#include "harness.h"
#include "host/simulated-hd44780/module.h"
#include "lcd/lcd.h"

namespace bench {

using namespace marquee;

inline Picture picture_of(const Size& size, const std::string& text) {
  Picture picture{};
  std::memset(picture.cells, ' ', sizeof picture.cells);
  for (size_t i = 0; i < text.size() && i < size.cells(); i++) picture.cells[i] = static_cast<uint8_t>(text[i]);
  return picture;
}

inline uint32_t below(std::mt19937& random, uint32_t bound) { return static_cast<uint32_t>(random() % bound); }

// Changes a few cells and glyphs, now and then all of them.
inline void change(Picture& picture, const Size& size, std::mt19937& random) {
  const uint32_t cells = below(random, 8) == 0 ? size.cells() : below(random, 6);
  for (uint32_t i = 0; i < cells; i++) {
    const bool is_glyph = below(random, 3) == 0;
    picture.cells[below(random, size.cells())] = static_cast<uint8_t>(is_glyph ? below(random, 16) : 0x20 + below(random, 0xE0));
  }
  for (uint32_t i = below(random, 3); i > 0; i--) {
    const uint32_t slot = below(random, kCgramSlots);
    for (uint32_t row = 0; row < kGlyphRows; row++) {
      picture.cgram[slot * kGlyphRows + row] = static_cast<uint8_t>(below(random, 0x20));
    }
  }
}

// What differs for somebody who looks at it; empty if nothing does.
inline std::string difference(const SeenGlass& seen, const Picture& wanted) {
  for (uint8_t i = 0; i < seen.size.cells(); i++) {
    const uint8_t got = seen.picture.cells[i];
    const uint8_t asked = wanted.cells[i];
    const bool same_glyph = asked < 16 && got == asked &&
                            std::memcmp(seen.picture.cgram + (got & 7) * 8, wanted.cgram + (asked & 7) * 8, 8) == 0;
    if (got == asked && (asked >= 16 || same_glyph)) continue;
    std::ostringstream text;
    text << "cell " << int{i} << " has " << int{got} << " instead of " << int{asked};
    return text.str();
  }
  return "";
}

struct Bench {
  SimulatedModule module;
  Lcd lcd{};
  uint64_t longest_step_us = 0;
  uint64_t loop_us = 200;  // between two calls of the driver
  uint64_t tick_us = 1;    // of the driver's clock

  explicit Bench(const ModuleOptions& options, const LcdOptions& lcd_options = {}) : module(options) {
    module.controller().records_writes = true;
    lcd.begin(module.port(), lcd_options);
  }

  void step() {
    const uint64_t before = module.now_us();
    lcd.step(static_cast<uint32_t>(before / tick_us * tick_us));
    const uint64_t took = module.now_us() - before;
    if (took > longest_step_us) longest_step_us = took;
    module.advance_to(module.now_us() + loop_us);
  }

  void run_for(uint64_t us) {
    for (const uint64_t end = module.now_us() + us; module.now_us() < end;) step();
  }

  void run_until_idle(uint64_t limit_us = 5000000) {
    const uint64_t end = module.now_us() + limit_us;
    do step();
    while (!lcd.is_idle() && module.now_us() < end);
    if (!lcd.is_idle()) FAIL("the driver never rests");
  }

  void show(const Picture& picture) { lcd.show(picture, module.size()); }

  std::string faults() {
    std::string names;
    for (LcdFault fault : module.controller().faults) names += std::string(name_of(fault)) + "; ";
    return names.substr(0, 300);
  }

  // Clears what was written so far and returns it.
  std::vector<SimulatedHd44780::Written> take_written() {
    std::vector<SimulatedHd44780::Written> written;
    written.swap(module.controller().written);
    return written;
  }
};

}  // namespace bench
