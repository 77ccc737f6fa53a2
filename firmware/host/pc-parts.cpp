#include "pc-parts.h"

#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace marquee {

namespace {

constexpr size_t kMaxWaitingEvents = 64;

}  // namespace

uint32_t PcRandom::next() {
  uint32_t bits = 0;
  if (getrandom(&bits, sizeof bits, 0) != sizeof bits) std::abort();
  return bits;
}

uint32_t PcSystem::free_heap() {
  const int64_t bytes = static_cast<int64_t>(sysconf(_SC_AVPHYS_PAGES)) * sysconf(_SC_PAGESIZE);
  return bytes < INT32_MAX ? static_cast<uint32_t>(bytes) : static_cast<uint32_t>(INT32_MAX);
}

int64_t PcSystem::unix_ms() {
  timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return static_cast<int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1000000;
}

void PcPanel::press(const std::string& name) {
  if (waiting_.size() + 2 > kMaxWaitingEvents) return;
  waiting_.push_back({name, true});
  waiting_.push_back({name, false});
}

bool PcPanel::next_input(Text& name, Text& event, uint32_t) {
  if (waiting_.empty()) return false;
  name_ = waiting_.front().name;
  name = {reinterpret_cast<const uint8_t*>(name_.data()), name_.size()};
  event = waiting_.front().is_press ? Text("press") : Text("release");
  waiting_.pop_front();
  return true;
}

void PcPanel::set_led(const Switch& led) {
  if (led.on == led_.on && led.brightness == led_.brightness) return;
  const bool was_on = led_.on;
  led_ = led;
  if (is_silent_ || (!led.on && !was_on)) return;
  std::printf("led %s %u\n", led.on ? "on" : "off", led.brightness);
}

void PcPanel::play(Text tune, uint32_t) {
  if (!is_silent_) std::printf("sound %.*s\n", static_cast<int>(tune.size), reinterpret_cast<const char*>(tune.data));
}

}  // namespace marquee
