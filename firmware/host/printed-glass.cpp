#include "printed-glass.h"

#include <cstdio>

namespace marquee {

namespace {

constexpr uint32_t kIdleMs = 60000;

// Codes that are ASCII in both ROMs; custom glyphs are `#`, the rest is `?`.
char character(uint8_t code) {
  if (code < 16) return '#';
  return code >= ' ' && code < 0x7F ? static_cast<char>(code) : '?';
}

std::string row_of(const Screen& screen, unsigned row) {
  std::string text;
  for (unsigned i = 0; i < screen.size.columns; i++) text += character(screen.picture.cells[row * screen.size.columns + i]);
  return text;
}

const char* name_of(Backlight backlight) {
  return backlight == Backlight::kOff ? "off" : backlight == Backlight::kBlink ? "blink" : "on";
}

}  // namespace

uint32_t PrintedGlass::show(const Screen& screen, const Switch&, uint32_t) {
  if (has_shown_ && is_same(screen, shown_)) return kIdleMs;
  if (is_headless_) {
    std::string line = "screen |";
    for (unsigned row = 0; row < screen.size.rows; row++) line += row_of(screen, row) + "|";
    std::printf("%s %s\n", line.c_str(), name_of(screen.backlight));
  } else {
    if (has_shown_) std::printf("\x1b[%dA", shown_.size.rows + 2);
    const std::string edge = "+" + std::string(screen.size.columns, '-') + "+\x1b[K\n";
    std::printf("%s", edge.c_str());
    for (unsigned row = 0; row < screen.size.rows; row++) std::printf("|%s|\x1b[K\n", row_of(screen, row).c_str());
    std::printf("%s\x1b[J", edge.c_str());
  }
  shown_ = screen;
  has_shown_ = true;
  return kIdleMs;
}

}  // namespace marquee
