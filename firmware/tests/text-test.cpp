#include <set>
#include <vector>

#include "glass/cgram.h"
#include "harness.h"
#include "text/cell-reader.h"
#include "text/glyphs.h"
#include "text/invisible.h"
#include "text/transliterate.h"
#include "text/utf8.h"

using namespace marquee;

namespace {

constexpr Rom kRoms[] = {Rom::A00, Rom::A02};

bool is_plain(uint32_t code) { return code >= 0x20 && code < 0x7E && code != '\\'; }

std::vector<uint16_t> codes_of(const std::string& text, Rom rom) {
  Source source;
  source.add({reinterpret_cast<const uint8_t*>(text.data()), text.size()});
  CellReader reader(source, rom);
  std::vector<uint16_t> codes;
  for (Cell cell; reader.next(cell);) codes.push_back(cell.code);
  return codes;
}

}  // namespace

TEST("every code point is drawn, with codes that a ROM has") {
  for (Rom rom : kRoms) {
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
      uint8_t bytes[4];
      const size_t size = encode_utf8(c, bytes);
      const std::string text(bytes, bytes + size);
      const std::vector<uint16_t> codes = codes_of(text, rom);
      if (codes.empty() && !is_invisible(c) && !is_combining_mark(c) && c != 0x3000) FAIL("vanishes: " + std::to_string(c));
      if (codes.size() > 4) FAIL("takes too many cells: " + std::to_string(c));
      for (uint16_t code : codes) {
        const bool is_glyph = code >= kGlyphBase && code < kGlyphBase + glyph_count();
        const bool is_code = code >= (rom == Rom::A02 ? 0x10 : 0x20) && code <= 0xFF;
        if (!is_glyph && !is_code) FAIL("no such code: " + std::to_string(code));
      }
    }
  }
}

TEST("a character of the ROM never takes a glyph") {
  for (Rom rom : kRoms) {
    for (uint32_t c = 0x20; c <= 0xFFFF; c++) {
      if (rom_code(rom, c) == 0) continue;
      uint8_t bytes[4];
      const size_t size = encode_utf8(c, bytes);
      const std::vector<uint16_t> codes = codes_of(std::string(bytes, bytes + size), rom);
      if (codes.size() != 1 || codes[0] >= kGlyphBase) FAIL("not from the ROM: " + std::to_string(c));
    }
  }
}

TEST("there are more than a hundred glyphs, each with a picture of its own code point and a plain letter") {
  CHECK(glyph_count() > 100);
  std::set<uint32_t> code_points;
  for (GlyphIndex i = 0; i < glyph_count(); i++) {
    CHECK(find_glyph(glyph_code_point(i)) == i);
    CHECK(code_points.insert(glyph_code_point(i)).second);
    CHECK(is_plain(glyph_plain(i)));
    for (Rom rom : kRoms) {
      uint8_t rows[kGlyphRows];
      glyph_rows(i, rom, rows);
      uint8_t all = 0;
      for (uint8_t row : rows) all |= row;
      CHECK(all != 0 && all <= 0x1F);
    }
  }
}

TEST("a ROM has every glyph's character at most where the other one lacks it") {
  for (GlyphIndex i = 0; i < glyph_count(); i++) {
    const uint32_t c = glyph_code_point(i);
    if (rom_code(Rom::A00, c) != 0 && rom_code(Rom::A02, c) != 0) FAIL("never drawn: " + std::to_string(c));
  }
}

TEST("A00 has the codes of the data sheet") {
  const struct { uint32_t c; uint8_t code; } table[] = {
      {0xE4, 0xE1}, {0xDF, 0xE2}, {0xF1, 0xEE}, {0xF6, 0xEF}, {0xFC, 0xF5}, {0xB0, 0xDF}, {0xB5, 0xE4}, {0x2192, 0x7E},
      {0x2190, 0x7F}, {0xA2, 0xEC}, {0x3A9, 0xF4}, {0x3A3, 0xF6}, {0x3C0, 0xF7}, {0x221E, 0xF3}, {0x221A, 0xE8}, {0xF7, 0xFD},
      {0xA5, 0x5C}, {0x5C, 0}, {0x7E, 0}, {0x30A2, 0xB1}, {0x30F3, 0xDD}, {0xFF71, 0xB1}, {0x2588, 0xFF},
  };
  for (const auto& entry : table) CHECK_EQUAL(int{rom_code(Rom::A00, entry.c)}, int{entry.code});
}

TEST("each maximal ill-formed subsequence is one replacement") {
  const struct { std::string bytes; size_t replacements; } table[] = {
      {"\x80", 1}, {"\xC0\xAF", 2}, {"\xE2\x82", 1}, {"\xF0\x9F\x98", 1}, {"\xED\xA0\x80", 3}, {"\xF4\x90\x80\x80", 4},
      {"\xF0\x80\x80\xAF", 4}, {"\xFF", 1}, {"\xE2\x82\xE2\x82\xAC", 1}, {"\xC3", 1}, {"\xF1\x80\x80", 1}, {"\xE1\x80\xC3", 2},
  };
  for (const auto& entry : table) {
    const Text text{reinterpret_cast<const uint8_t*>(entry.bytes.data()), entry.bytes.size()};
    size_t replacements = 0;
    for (size_t position = 0; position < text.size;) replacements += next_code_point(text, position) == kReplacement;
    CHECK_EQUAL(replacements, entry.replacements);
  }
}

TEST("UTF-8 survives a round trip for every code point but surrogates") {
  for (uint32_t c = 0; c <= 0x10FFFF; c++) {
    uint8_t bytes[4];
    const size_t size = encode_utf8(c, bytes);
    size_t position = 0;
    const uint32_t back = next_code_point({bytes, size}, position);
    const bool is_surrogate = c >= 0xD800 && c <= 0xDFFF;
    if (back != (is_surrogate ? kReplacement : c) || position != size) FAIL(std::to_string(c));
  }
}

TEST("a glyph in use keeps its slot, and the slot that was unused longest is taken") {
  const Size size{8, 1, Rom::A00};
  Cgram cgram{};
  const auto slots = [&](std::vector<GlyphIndex> glyphs) {
    Frame frame;
    for (Cell& cell : frame.cells) cell = kBlankCell;
    for (size_t i = 0; i < glyphs.size(); i++) frame.cells[i].code = static_cast<uint16_t>(kGlyphBase + glyphs[i]);
    Picture picture;
    cgram.render(frame, size, picture);
    std::vector<int> codes;
    for (size_t i = 0; i < glyphs.size(); i++) codes.push_back(picture.cells[i]);
    return codes;
  };
  CHECK(slots({0, 1, 2, 3, 4, 5, 6, 7}) == (std::vector<int>{8, 9, 10, 11, 12, 13, 14, 15}));
  CHECK(slots({7, 6, 5, 4, 3, 2, 1}) == (std::vector<int>{15, 14, 13, 12, 11, 10, 9}));
  CHECK(slots({9, 1, 2}) == (std::vector<int>{8, 9, 10}));
  CHECK(slots({0, 9, 1, 2}) == (std::vector<int>{11, 8, 9, 10}));
}
