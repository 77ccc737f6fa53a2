#include "virtual-glass.h"

#include <cstring>

namespace marquee {

namespace {

bool is_same_glass(const SeenGlass& a, const SeenGlass& b) {
  return a.size == b.size && a.backlight == b.backlight && std::memcmp(&a.picture, &b.picture, sizeof a.picture) == 0;
}

}  // namespace

VirtualGlass::VirtualGlass(const Size& size) { build(size); }

void VirtualGlass::build(const Size& size) {
  ModuleOptions options{size};
  options.has_halves = size.rows == 1 && size.columns == 16;
  module_ = std::make_unique<SimulatedModule>(options);
  module_->advance_to(clock_.now() * 1000);
  module_->blink_power();
  glass_ = std::make_unique<LcdGlass>(module_->port(), LcdOptions{});
}

uint32_t VirtualGlass::show(const Screen& screen, const Switch& backlight, uint32_t now_ms) {
  const uint64_t now_us = clock_.advance(now_ms) * 1000;
  if (!(screen.size == module_->size())) build(screen.size);
  // A real transmission would have kept the caller until now.
  if (module_->now_us() > now_us) return static_cast<uint32_t>((module_->now_us() - now_us + 999) / 1000);
  module_->advance_to(now_us);
  return glass_->show(screen, backlight, now_ms);
}

bool VirtualGlass::take_change() {
  if (!glass_->lcd().is_idle()) return false;
  const SeenGlass now = seen();
  if (is_same_glass(now, told_)) return false;
  told_ = now;
  return true;
}

}  // namespace marquee
