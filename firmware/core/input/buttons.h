#pragma once
// The buttons of a board by the names that messages and topics use.

#include "../text/view.h"
#include "button.h"

namespace marquee {

struct InputEvent {
  Text name;   // valid as long as the buttons
  Text event;  // `press`, `double`, `long` or `release`
};

// All zeros is a valid board without buttons.
class Buttons {
 public:
  // A name as `[a-z0-9][a-z0-9_-]{0,31}`. False if it is none, is taken, or there are kMaxButtons.
  bool add(Text name);
  uint8_t count() const { return count_; }
  // Bit n is the button that was added as number n, 1 while it is pressed. Any millisecond counter, which may wrap.
  void sample(uint8_t down, uint32_t now_ms);
  // The next event, oldest first; false if there is none.
  bool next(InputEvent& event);
  // Milliseconds that a button has been down, whether or not it was reported; 0 if it is up.
  Millis held(uint8_t button) const;
  // Events that nobody fetched in time.
  uint32_t dropped() const { return dropped_; }

 private:
  struct Waiting {
    uint8_t button;
    ButtonEvent event;
  };

  Clock clock_;
  Button buttons_[kMaxButtons];
  ShortText<kMaxNameBytes> names_[kMaxButtons];
  Waiting waiting_[kInputEvents];
  uint8_t count_;
  uint8_t first_;
  uint8_t size_;
  uint32_t dropped_;
};

}  // namespace marquee
