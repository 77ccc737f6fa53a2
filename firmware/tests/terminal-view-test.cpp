#include "core/glass/cgram.h"
#include "core/glass/layout.h"
#include "host/terminal-view/rom-characters.h"
#include "host/terminal-view/terminal-view.h"
#include "lcd-bench.h"

using namespace bench;

namespace {

SeenGlass glass_of(const std::string& message, const Size& size) {
  SeenGlass glass{};
  glass.size = size;
  glass.backlight = true;
  Sheet sheet;
  sheet.text = {reinterpret_cast<const uint8_t*>(message.data()), message.size()};
  Layout layout{};
  Cgram cgram{};
  Frame frame;
  layout.prepare(sheet, size);
  layout.draw(sheet, 0, frame);
  cgram.render(frame, size, glass.picture);
  return glass;
}

}  // namespace

TEST("a terminal shows the text as it was written, in a box") {
  const SeenGlass glass = glass_of("Grüße, Café\n→ 21 °C \\o/", {16, 2, Rom::A00});
  CHECK_EQUAL(draw_in_terminal(glass, {false, "kitchen"}),
              "┌kitchen─────────┐\n"
              "│Grüße, Café     │\n"
              "│→ 21 °C \\o/     │\n"
              "└────────────────┘\n");
}

TEST("an LCD in the dark has a dotted box, or dim text where there are colours") {
  SeenGlass glass = glass_of("dark", {8, 1, Rom::A02});
  glass.backlight = false;
  CHECK_EQUAL(draw_in_terminal(glass, {}), "┌┄┄┄┄┄┄┄┄┐\n┆dark    ┆\n└┄┄┄┄┄┄┄┄┘\n");
  CHECK_EQUAL(draw_in_terminal(glass, {true, ""}), "┌────────┐\n│\x1b[2mdark    \x1b[0m│\n└────────┘\n");
  CHECK_EQUAL(back_over(glass.size), "\x1b[3A\r");
}

TEST("a title that is too wide is cut") {
  const SeenGlass glass = glass_of("x", {8, 1, Rom::A00});
  CHECK_EQUAL(draw_in_terminal(glass, {false, "living-room"}), "┌living-r┐\n│x       │\n└────────┘\n");
}

TEST("every code of both ROMs is one column wide and reads back as the code where the core can draw it") {
  for (Rom rom : {Rom::A00, Rom::A02}) {
    for (int code = 16; code < 256; code++) {
      const uint32_t character = rom_character(rom, static_cast<uint8_t>(code));
      CHECK(character >= 0x20 && character < 0x10000);
      CHECK(character < 0x3000 || (character >= 0xFF61 && character <= 0xFF9F));
      const uint8_t back = rom_code(rom, character);
      if (character != 0xB7 && character > 0x7E) CHECK_EQUAL(int{back}, code);
    }
  }
  CHECK_EQUAL(rom_character(Rom::A00, 'A'), uint32_t{'A'});
  CHECK_EQUAL(rom_character(Rom::A00, 0x5C), 0xA5u);
  CHECK_EQUAL(rom_character(Rom::A00, 0xB1), 0xFF71u);
  CHECK_EQUAL(rom_character(Rom::A02, 0x5C), uint32_t{'\\'});
}

TEST("a glyph that nobody knows is drawn by its shape") {
  const uint8_t full[kGlyphRows] = {31, 31, 31, 31, 31, 31, 31, 31};
  const uint8_t empty[kGlyphRows] = {};
  const uint8_t left[kGlyphRows] = {16, 16, 16, 16, 16, 16, 16, 0};
  const uint8_t bottom[kGlyphRows] = {0, 0, 0, 0, 0, 0, 15, 31};
  CHECK_EQUAL(glyph_character(Rom::A00, full), 0x2588u);
  CHECK_EQUAL(glyph_character(Rom::A00, empty), uint32_t{' '});
  CHECK_EQUAL(glyph_character(Rom::A00, left), 0x2847u);
  CHECK_EQUAL(glyph_character(Rom::A00, bottom), 0x28C0u);
}

TEST("a block element is drawn as itself") {
  const uint8_t left[kGlyphRows] = {16, 16, 16, 16, 16, 16, 16, 16};
  const uint8_t bottom[kGlyphRows] = {0, 0, 0, 0, 0, 0, 31, 31};
  CHECK_EQUAL(glyph_character(Rom::A00, left), 0x258Fu);
  CHECK_EQUAL(glyph_character(Rom::A02, bottom), 0x2582u);
}
