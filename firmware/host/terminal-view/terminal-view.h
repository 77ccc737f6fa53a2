#pragma once
// An LCD as text for a terminal.

#include <string>

#include "../simulated-hd44780/module.h"

namespace marquee {

struct TerminalOptions {
  bool colours = false;  // ANSI: green while the backlight is on, dim while it is off
  std::string title;     // stands in the upper edge of the box; printable ASCII, cut to its width
};

// The glass in a box of columns + 2 by rows + 2 characters, each line ending in `\n`. Without colours an LCD in the dark
// has a dotted box.
std::string draw_in_terminal(const SeenGlass& glass, const TerminalOptions& options);

// What moves the cursor of a terminal back to the first line of such a box.
std::string back_over(const Size& size);

}  // namespace marquee
