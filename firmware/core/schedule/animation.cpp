#include "animation.h"

namespace marquee {

namespace {

Millis interval_of(const Layout& layout, const Message& message) {
  return layout.scrolls() ? message.scroll_ms : message.page_ms;
}

// Pages, or moves of a scrolling text and its rests at both ends.
uint32_t ticks_of(const Layout& layout) {
  return layout.scrolls() ? layout.steps() - 1u + 2 * kScrollPauseSteps : layout.steps();
}

}  // namespace

Millis pass_of(const Layout& layout, const Message& message) {
  return layout.steps() == 1 ? message.show_ms : ticks_of(layout) * interval_of(layout, message);
}

Millis stay_of(const Layout& layout, const Message& message) {
  const Millis pass = pass_of(layout, message);
  return message.repeat * (pass > message.show_ms ? pass : message.show_ms);
}

uint16_t step_at(const Layout& layout, const Message& message, Millis elapsed) {
  if (layout.steps() == 1) return 0;
  const uint32_t tick = static_cast<uint32_t>(elapsed / interval_of(layout, message) % ticks_of(layout));
  if (!layout.scrolls()) return static_cast<uint16_t>(tick);
  if (tick < kScrollPauseSteps) return 0;
  const uint32_t position = tick - kScrollPauseSteps;
  const uint32_t last = layout.steps() - 1u;
  return static_cast<uint16_t>(position < last ? position : last);
}

Millis next_step_at(const Layout& layout, const Message& message, Millis elapsed) {
  if (layout.steps() == 1) return kNever;
  const Millis interval = interval_of(layout, message);
  return (elapsed / interval + 1) * interval;
}

}  // namespace marquee
