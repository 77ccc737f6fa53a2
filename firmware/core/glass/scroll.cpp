// The scrolling part of Layout: each line is a row; lines that the glass has no rows for follow on the last one.
#include "layout.h"

namespace marquee {

namespace {

// Reads one row of a scrolling text; on the last row, line ends are blanks.
class LineReader {
 public:
  LineReader(CellReader& reader, bool is_last) : reader_(reader), is_last_(is_last) {}

  bool next(Cell& cell) {
    if (!reader_.next(cell)) return false;
    if (!is_newline(cell)) return true;
    cell = Cell{};
    return is_last_;
  }

 private:
  CellReader& reader_;
  bool is_last_;
};

}  // namespace

uint16_t Layout::count_scroll_steps(const Body& body) const {
  CellReader reader(body.source, size_.rom);
  uint16_t steps = 1;
  for (uint8_t r = body.first_row; r < size_.rows; r++) {
    LineReader line(reader, r + 1 == size_.rows);
    uint16_t length = 0;
    Cell cell;
    while (line.next(cell)) length++;
    if (length > size_.columns && length - size_.columns + 1 > steps) steps = static_cast<uint16_t>(length - size_.columns + 1);
  }
  return steps;
}

void Layout::draw_scrolled(const Body& body, const Sheet& sheet, uint16_t step, Frame& frame) const {
  CellReader reader(body.source, size_.rom);
  for (uint8_t r = body.first_row; r < size_.rows; r++) {
    LineReader line(reader, r + 1 == size_.rows);
    // A ring of the last cells read: a row that is done before the others rests at its end.
    Row ring;
    Cell cell;
    uint16_t length = 0;
    while (line.next(cell)) {
      if (length < step + size_.columns) ring.cells[length++ % size_.columns] = cell;
    }
    Row row;
    row.length = static_cast<uint8_t>(length < size_.columns ? length : size_.columns);
    for (uint8_t i = 0; i < row.length; i++) row.cells[i] = ring.cells[(length - row.length + i) % size_.columns];
    place(row, r, size_.columns, sheet.align, frame);
  }
}

}  // namespace marquee
