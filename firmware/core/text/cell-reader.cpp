#include "cell-reader.h"

#include "glyphs.h"
#include "invisible.h"
#include "transliterate.h"
#include "utf8.h"

namespace marquee {

namespace {

constexpr uint32_t kJoiner = 0x200D;

bool is_blank(uint32_t c) {
  return c == ' ' || c == '\t' || c == 0x1680 || (c >= 0x2000 && c <= 0x200A && c != 0x2007) || c == 0x205F || c == 0x3000;
}
bool is_fixed_blank(uint32_t c) { return c == 0xA0 || c == 0x2007 || c == 0x202F; }
bool is_line_end(uint32_t c) { return c == '\n' || c == 0x2028 || c == 0x2029; }
bool is_skin_tone(uint32_t c) { return c >= 0x1F3FB && c <= 0x1F3FF; }
bool is_pictograph(uint32_t c) { return c >= 0x1F000 || (c >= 0x2190 && c <= 0x2BFF); }

Cell blank(uint8_t flags, uint32_t source) { return {' ', flags, source}; }

}  // namespace

bool CellReader::read(uint32_t& code_point) {
  while (at_.piece < source_.count && at_.position >= source_.pieces[at_.piece].size) {
    at_.piece++;
    at_.position = 0;
  }
  if (at_.piece >= source_.count) return false;
  size_t position = at_.position;
  code_point = next_code_point(source_.pieces[at_.piece], position);
  at_.position = static_cast<uint16_t>(position);
  return true;
}

bool CellReader::peek(uint32_t& code_point) const {
  CellReader ahead = *this;
  return ahead.read(code_point);
}

bool CellReader::at_end() const {
  CellReader ahead = *this;
  Cell cell;
  return !ahead.next(cell);
}

// Takes the marks after `base`. Those that no composed form is known for are lost.
uint32_t CellReader::read_marks(uint32_t base, uint32_t& lost_mark) {
  uint32_t mark;
  while (peek(mark) && is_combining_mark(mark)) {
    read(mark);
    const uint32_t composed = compose(base, mark);
    if (composed != 0) {
      base = composed;
    } else if (!is_invisible(mark)) {
      lost_mark = mark;
    }
  }
  return base;
}

// One picture made of several emoji takes the cell of its first.
void CellReader::skip_joined() {
  uint32_t code_point;
  while (peek(code_point)) {
    if (code_point == kJoiner) {
      read(code_point);
      if (peek(code_point) && is_pictograph(code_point)) read(code_point);
    } else if (is_skin_tone(code_point) || is_invisible(code_point) || is_combining_mark(code_point)) {
      if (is_line_end(code_point) || is_blank(code_point)) return;
      read(code_point);
    } else {
      return;
    }
  }
}

bool CellReader::read_pending(Cell& cell) {
  if (at_.pending_at >= at_.pending.count) return false;
  cell.code = at_.pending.codes[at_.pending_at++];
  cell.flags = at_.pending.faithful ? uint8_t{0} : kSubstituted;
  cell.source = at_.source;
  return true;
}

void CellReader::draw(uint32_t code_point, uint32_t lost_mark, Cell& cell) {
  uint32_t drawn = code_point;
  uint8_t code = rom_code(rom_, drawn);
  if (code == 0) {
    drawn = same_drawing(code_point);
    code = rom_code(rom_, drawn);
  }
  const GlyphIndex glyph = code != 0 ? kNoGlyph : find_glyph(drawn);
  cell.flags = 0;
  cell.source = code_point;
  if (code != 0) {
    cell.code = code;
  } else if (glyph != kNoGlyph) {
    cell.code = static_cast<uint16_t>(kGlyphBase + glyph);
  } else {
    at_.pending = transliterate(rom_, drawn);
    at_.pending_at = 0;
    at_.source = code_point;
    read_pending(cell);
  }
  if (lost_mark == 0 || cell.flags != 0) return;
  cell.flags = kSubstituted;
  cell.source = lost_mark;
}

bool CellReader::next(Cell& cell) {
  if (read_pending(cell)) return true;
  uint32_t code_point;
  while (read(code_point)) {
    if (is_line_end(code_point)) {
      cell = blank(kNewline, '\n');
      return true;
    }
    if (is_blank(code_point) || is_fixed_blank(code_point)) {
      cell = blank(is_blank(code_point) ? kBreakable : uint8_t{0}, ' ');
      return true;
    }
    if (is_invisible(code_point) || is_combining_mark(code_point)) continue;
    uint32_t lost_mark = 0;
    const uint32_t composed = read_marks(code_point, lost_mark);
    if (is_pictograph(code_point)) skip_joined();
    draw(composed, lost_mark, cell);
    return true;
  }
  return false;
}

}  // namespace marquee
