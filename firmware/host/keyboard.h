#pragma once
// The keys of a terminal as buttons: 1 to 4 press them; ! and @ hold the first and the second for long, which forgets the set-up
// and shows the contrast test.

#include <termios.h>

#include "pc-panel.h"

namespace marquee {

class Keyboard {
 public:
  // Takes single keys from a terminal; does nothing if the descriptor is none. The terminal is put right at the end.
  explicit Keyboard(int descriptor);
  ~Keyboard();
  Keyboard(const Keyboard&) = delete;
  Keyboard& operator=(const Keyboard&) = delete;

  bool is_open() const { return is_open_; }
  // Does what was pressed, never waits. False at the end of the input.
  bool read(PcPanel& panel);

 private:
  int descriptor_;
  bool is_open_ = false;
  termios before_ = {};
};

}  // namespace marquee
