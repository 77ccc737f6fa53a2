#include "printed-glass.h"

#include <unistd.h>

#include <cstdio>

#include "terminal-view/terminal-view.h"

namespace marquee {

namespace {

// Codes that are ASCII in both ROMs; custom glyphs are `#`, the rest is `?`.
char character(uint8_t code) {
  if (code < 16) return '#';
  return code >= ' ' && code < 0x7F ? static_cast<char>(code) : '?';
}

std::string row_of(const SeenGlass& seen, unsigned row) {
  std::string text;
  for (unsigned i = 0; i < seen.size.columns; i++) text += character(seen.picture.cells[row * seen.size.columns + i]);
  return text;
}

const char* name_of(Backlight backlight) {
  return backlight == Backlight::kOff ? "off" : backlight == Backlight::kBlink ? "blink" : "on";
}

}  // namespace

uint32_t PrintedGlass::show(const Screen& screen, const Switch& backlight, uint32_t now_ms) {
  backlight_ = screen.backlight;
  const uint32_t wait_ms = glass_.show(screen, backlight, now_ms);
  if (!glass_.take_change()) return wait_ms;
  if (is_headless_) {
    print_line(glass_.seen());
  } else {
    draw(glass_.seen());
  }
  return wait_ms;
}

void PrintedGlass::print_line(const SeenGlass& seen) {
  std::string line = "screen |";
  for (unsigned row = 0; row < seen.size.rows; row++) line += row_of(seen, row) + "|";
  line += std::string(" ") + name_of(backlight_);
  // A blinking backlight is one state, not two lines a second.
  if (line == printed_) return;
  std::puts(line.c_str());
  printed_ = line;
}

void PrintedGlass::print_codes() const {
  const SeenGlass seen = glass_.seen();
  std::printf("glass ");
  for (unsigned i = 0; i < seen.size.cells(); i++) std::printf("%02x", seen.picture.cells[i]);
  std::printf(" ");
  for (const uint8_t row : seen.picture.cgram) std::printf("%02x", row);
  std::printf("\n");
}

void PrintedGlass::draw(const SeenGlass& seen) {
  if (drawn_rows_ > 0) std::printf("\x1b[%dA\r\x1b[J", drawn_rows_ + 2);
  std::printf("%s", draw_in_terminal(seen, {isatty(STDOUT_FILENO) != 0, ""}).c_str());
  drawn_rows_ = seen.size.rows;
}

}  // namespace marquee
