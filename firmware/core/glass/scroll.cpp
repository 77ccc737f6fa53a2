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
    cell = kBlankCell;
    return is_last_;
  }

 private:
  CellReader& reader_;
  bool is_last_;
};

}  // namespace

// Reads the rows at a position, draws them if there is a frame, and returns the cells of the longest.
uint16_t Layout::scroll(const Body& body, uint16_t step, Align align, Frame* frame) const {
  CellReader reader(body.source, size_.rom);
  uint16_t longest = 0;
  for (uint8_t r = body.first_row; r < size_.rows; r++) {
    LineReader line(reader, r + 1 == size_.rows);
    // A ring of the last cells up to the right edge: a row that is done before the others rests at its end.
    Row ring;
    Cell cell;
    uint16_t length = 0;
    uint16_t seen = 0;
    for (; line.next(cell); length++) {
      if (length < step + size_.columns) ring.cells[seen++ % size_.columns] = cell;
    }
    if (length > longest) longest = length;
    if (frame == nullptr) continue;
    Row row;
    row.length = static_cast<uint8_t>(seen < size_.columns ? seen : size_.columns);
    for (uint8_t i = 0; i < row.length; i++) row.cells[i] = ring.cells[(seen - row.length + i) % size_.columns];
    place(row, r, size_.columns, align, *frame);
  }
  return longest;
}

}  // namespace marquee
