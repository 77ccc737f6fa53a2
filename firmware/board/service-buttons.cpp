#include "service-buttons.h"

#include "limits.h"

namespace marquee {

bool ServiceButtons::Hold::take(uint32_t held_ms, uint32_t limit_ms) {
  if (held_ms == 0) was_up = true;
  if (!was_up || held_ms < limit_ms) return false;
  was_up = false;
  return true;
}

void ServiceButtons::tick(Panel& panel, uint32_t now_ms) {
  if (forget_.take(panel.held_ms(kForgetButton), kForgetHoldMs)) must_forget_ = true;
  if (contrast_.take(panel.held_ms(kContrastButton), kContrastHoldMs)) {
    is_testing_ = !is_testing_;
    test_since_ms_ = now_ms;
  }
  if (is_testing_ && now_ms - test_since_ms_ >= kContrastTestMs) is_testing_ = false;
}

bool ServiceButtons::take_forget() {
  const bool must_forget = must_forget_;
  must_forget_ = false;
  return must_forget;
}

}  // namespace marquee
