#include "pc-panel.h"

#include <algorithm>
#include <cstdio>

namespace marquee {

namespace {

constexpr uint32_t kPressMs = 60;
// Between two presses of the same button, so that they are no double.
constexpr uint32_t kPauseMs = kDoubleMs + 2 * kDebounceMs;
constexpr uint32_t kSampleMs = 10;
constexpr uint32_t kLookMs = 1000;

}  // namespace

bool PcPins::touch(uint8_t button, uint32_t wait_ms, uint32_t hold_ms) {
  if (touches_.size() >= kMaxTouches) return false;
  touches_.push_back({button, wait_ms, hold_ms});
  return true;
}

// Each contact counts its own time: the first waits, the others of the same button wait for it.
void PcPins::advance(uint32_t now_ms) {
  uint32_t passed = has_clock_ ? now_ms - last_ms_ : 0;
  has_clock_ = true;
  last_ms_ = now_ms;
  // A stall is not to swallow a press: the contact rests closed for at least two looks.
  passed = std::min(passed, kSampleMs * 2);
  uint8_t seen = 0;
  closed_ = 0;
  for (Touch& touch : touches_) {
    const uint8_t bit = static_cast<uint8_t>(1u << touch.button);
    if ((seen & bit) != 0) continue;
    seen = static_cast<uint8_t>(seen | bit);
    if (touch.wait_ms > 0) {
      touch.wait_ms -= std::min(touch.wait_ms, passed);
    } else {
      touch.hold_ms -= std::min(touch.hold_ms, passed);
      if (touch.hold_ms > 0) closed_ = static_cast<uint8_t>(closed_ | bit);
    }
  }
  const auto is_over = [](const Touch& touch) { return touch.wait_ms == 0 && touch.hold_ms == 0; };
  touches_.erase(std::remove_if(touches_.begin(), touches_.end(), is_over), touches_.end());
}

uint32_t PcPins::idle_ms() const { return is_busy() ? kSampleMs : kLookMs; }

PcPanel::PcPanel(bool is_silent) : is_silent_(is_silent) {
  for (const char* name : {"button-1", "button-2", "button-3", "button-4"}) controls_.add_button(Text::of(name));
}

bool PcPanel::press(const std::string& name, uint32_t wait_ms, uint32_t hold_ms) {
  constexpr char kPrefix[] = "button-";
  const size_t prefix = sizeof kPrefix - 1;
  if (name.size() != prefix + 1 || name.compare(0, prefix, kPrefix) != 0 || name[prefix] < '1' || name[prefix] > '4') return false;
  return pins_.touch(static_cast<uint8_t>(name[prefix] - '1'), wait_ms, hold_ms);
}

bool PcPanel::press(const std::string& name) { return press(name, kPauseMs, kPressMs); }

uint32_t PcPanel::idle_ms() const {
  for (uint8_t i = 0; i < controls_.buttons().count(); i++) {
    if (controls_.buttons().held(i) > 0) return kSampleMs;
  }
  return pins_.idle_ms();
}

bool PcPanel::next_input(Text& name, Text& event, uint32_t now_ms) {
  pins_.advance(now_ms);
  return controls_.next_input(name, event, now_ms);
}

void PcPanel::set_led(const Switch& led) {
  controls_.set_led(led);
  if (led.on == led_.on && led.brightness == led_.brightness) return;
  const bool was_on = led_.on;
  led_ = led;
  if (is_silent_ || (!led.on && !was_on)) return;
  std::printf("led %s %u\n", led.on ? "on" : "off", led.brightness);
}

TuneFault PcPanel::play(Text tune, uint32_t now_ms) {
  if (!is_silent_) std::printf("sound %.*s\n", static_cast<int>(tune.size), reinterpret_cast<const char*>(tune.data));
  return controls_.play(tune, now_ms);
}

}  // namespace marquee
