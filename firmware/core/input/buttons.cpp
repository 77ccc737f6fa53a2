#include "buttons.h"

#include "../protocol/names.h"

namespace marquee {

bool Buttons::add(Text name) {
  if (count_ == kMaxButtons || !is_name(name)) return false;
  for (uint8_t i = 0; i < count_; i++) {
    if (names_[i].view() == name) return false;
  }
  names_[count_++].set(name);
  return true;
}

void Buttons::sample(uint8_t down, uint32_t now_ms) {
  const Millis now = clock_.advance(now_ms);
  for (uint8_t i = 0; i < count_; i++) {
    const ButtonEvent event = buttons_[i].sample((down >> i & 1) != 0, now);
    if (event == ButtonEvent::kNone) continue;
    if (size_ == kInputEvents) {
      dropped_++;
      continue;
    }
    waiting_[(first_ + size_) % kInputEvents] = {i, event};
    size_++;
  }
}

bool Buttons::next(InputEvent& event) {
  if (size_ == 0) return false;
  const Waiting& oldest = waiting_[first_];
  event = {names_[oldest.button].view(), Text::of(name_of(oldest.event))};
  first_ = static_cast<uint8_t>((first_ + 1) % kInputEvents);
  size_--;
  return true;
}

Millis Buttons::held(uint8_t button) const { return button < count_ ? buttons_[button].held(clock_.now()) : 0; }

}  // namespace marquee
