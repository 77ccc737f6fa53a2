#include "terminal-view.h"

#include "../../core/text/utf8.h"
#include "rom-characters.h"

namespace marquee {

namespace {

struct Box {
  const char* across;
  const char* down;
  const char* corners[4];
};

constexpr Box kLit = {"─", "│", {"┌", "┐", "└", "┘"}};
constexpr Box kDark = {"┄", "┆", {"┌", "┐", "└", "┘"}};
constexpr char kLitColours[] = "\x1b[30;102m";
constexpr char kDarkColours[] = "\x1b[2m";
constexpr char kNoColours[] = "\x1b[0m";

void append(std::string& text, uint32_t code_point) {
  uint8_t bytes[4];
  text.append(bytes, bytes + encode_utf8(code_point, bytes));
}

std::string edge(const Box& box, const char* left, const char* right, const std::string& title, uint8_t columns) {
  std::string line = left;
  const std::string shown = title.substr(0, columns);
  line += shown;
  for (size_t i = shown.size(); i < columns; i++) line += box.across;
  return line + right + "\n";
}

}  // namespace

std::string draw_in_terminal(const SeenGlass& glass, const TerminalOptions& options) {
  const Size& size = glass.size;
  const Box& box = glass.backlight || options.colours ? kLit : kDark;
  std::string text = edge(box, box.corners[0], box.corners[1], options.title, size.columns);
  for (uint8_t row = 0; row < size.rows; row++) {
    text += box.down;
    if (options.colours) text += glass.backlight ? kLitColours : kDarkColours;
    for (uint8_t column = 0; column < size.columns; column++) {
      const uint8_t code = glass.picture.cells[row * size.columns + column];
      append(text, code < 16 ? glyph_character(size.rom, glass.picture.cgram + code % kCgramSlots * kGlyphRows)
                             : rom_character(size.rom, code));
    }
    if (options.colours) text += kNoColours;
    text += box.down;
    text += "\n";
  }
  return text + edge(box, box.corners[2], box.corners[3], "", size.columns);
}

std::string back_over(const Size& size) { return "\x1b[" + std::to_string(size.rows + 2) + "A\r"; }

}  // namespace marquee
