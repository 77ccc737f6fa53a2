#pragma once
// One push button: a bouncing contact in, events out.

#include "../schedule/clock.h"
#include "limits.h"

namespace marquee {

enum class ButtonEvent : uint8_t { kNone, kPress, kDouble, kLong, kRelease };

// The word of the protocol: `press`, `double`, `long` or `release`; empty for none.
const char* name_of(ButtonEvent event);

// A press is told as soon as the contact rests, because an answer to a message waits for it. So the second press of a
// double comes as `double` instead of `press`: pressing twice never answers the next message too. `long` comes after
// its `press`, while the button is still held, and `release` ends all of them.
// All zeros is a valid button that has not been sampled.
class Button {
 public:
  // Call with every sample of the contact, at least every 10 ms. Returns at most one event.
  ButtonEvent sample(bool is_down, Millis now);
  bool is_down() const { return is_down_; }
  // How long it has been down, 0 if it is up.
  Millis held(Millis now) const { return is_down_ ? now - changed_at_ : 0; }

 private:
  ButtonEvent settle(bool is_down, Millis now);

  Millis seen_at_;     // since when the contact is as it was seen last
  Millis changed_at_;  // of is_down_
  Millis pressed_at_;
  bool started_;
  bool seen_down_;
  bool is_down_;
  bool may_double_;
  bool is_told_;  // its press was reported
  bool is_long_;
};

}  // namespace marquee
