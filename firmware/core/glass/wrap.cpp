#include "wrap.h"

namespace marquee {

namespace {

// The blanks where a row ends vanish, and so does the line end after them.
void skip_blanks(CellReader& reader) {
  CellCursor before = reader.cursor();
  Cell cell;
  while (reader.next(cell)) {
    if (is_newline(cell)) return;
    if (!is_breakable(cell)) {
      reader.rewind(before);
      return;
    }
    before = reader.cursor();
  }
}

bool is_word_longer_than(CellReader reader, uint8_t width) {
  Cell cell;
  uint8_t length = 0;
  while (length <= width && reader.next(cell) && !is_newline(cell) && !is_breakable(cell)) length++;
  return length > width;
}

// Where the row could end.
struct Break {
  bool found = false;
  uint8_t length = 0;
  CellCursor next_word;
};

}  // namespace

void take_row(CellReader& reader, uint8_t width, uint8_t widest, Row& row) {
  const CellCursor start = reader.cursor();
  Break last;
  bool in_word = false;
  bool has_word = false;
  Cell cell;
  row.length = 0;
  for (CellCursor before = start; reader.next(cell); before = reader.cursor()) {
    if (is_newline(cell)) return;
    if (row.length == width) {
      if (is_breakable(cell)) return skip_blanks(reader);
      if (last.found) {
        row.length = last.length;
        return reader.rewind(last.next_word);
      }
      reader.rewind(start);
      const bool fits_below = has_word && width < widest && !is_word_longer_than(reader, widest);
      if (fits_below) {
        row.length = 0;
      } else {
        reader.rewind(before);
      }
      return;
    }
    if (is_breakable(cell)) {
      if (in_word) last.length = row.length;
      last.found = has_word;
      last.next_word = reader.cursor();
      in_word = false;
    } else {
      in_word = has_word = true;
    }
    row.cells[row.length++] = cell;
  }
}

void take_start_of_line(CellReader& reader, uint8_t width, Row& row) {
  Cell cell;
  row.length = 0;
  while (reader.next(cell) && !is_newline(cell)) {
    if (row.length < width) row.cells[row.length++] = cell;
  }
}

}  // namespace marquee
