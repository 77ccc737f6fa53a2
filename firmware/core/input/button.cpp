#include "button.h"

namespace marquee {

const char* name_of(ButtonEvent event) {
  switch (event) {
    case ButtonEvent::kNone: return "";
    case ButtonEvent::kPress: return "press";
    case ButtonEvent::kDouble: return "double";
    case ButtonEvent::kLong: return "long";
    case ButtonEvent::kRelease: return "release";
  }
  return "";
}

ButtonEvent Button::sample(bool is_down, Millis now) {
  if (!started_) {
    // A button that is held or stuck while the board starts is no press.
    started_ = true;
    seen_down_ = is_down_ = is_down;
    seen_at_ = changed_at_ = now;
    return ButtonEvent::kNone;
  }
  if (is_down != seen_down_) {
    seen_down_ = is_down;
    seen_at_ = now;
  }
  if (seen_down_ != is_down_ && now - seen_at_ >= kDebounceMs) return settle(seen_down_, now);
  if (is_down_ && is_told_ && !is_long_ && now - changed_at_ >= kLongMs) {
    is_long_ = true;
    may_double_ = false;
    return ButtonEvent::kLong;
  }
  return ButtonEvent::kNone;
}

ButtonEvent Button::settle(bool is_down, Millis now) {
  is_down_ = is_down;
  changed_at_ = now;
  if (!is_down) {
    const bool was_told = is_told_;
    is_told_ = false;
    return was_told ? ButtonEvent::kRelease : ButtonEvent::kNone;
  }
  is_told_ = true;
  is_long_ = false;
  const bool is_double = may_double_ && now - pressed_at_ <= kDoubleMs;
  // A third press begins anew.
  may_double_ = !is_double;
  pressed_at_ = now;
  return is_double ? ButtonEvent::kDouble : ButtonEvent::kPress;
}

}  // namespace marquee
