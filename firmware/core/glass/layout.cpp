#include "layout.h"

#include "../text/glyphs.h"

namespace marquee {

namespace {

bool is_space(uint8_t byte) { return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t'; }

Text without_trailing_space(Text text) {
  while (text.size > 0 && is_space(text[text.size - 1])) text.size--;
  return text;
}

uint8_t digits_of(uint16_t number) { return number < 10 ? 1 : number < 100 ? 2 : number < 1000 ? 3 : 4; }

Source heading_of(const Sheet& sheet, Text ending) {
  Source source;
  source.add(sheet.from);
  if (!sheet.from.empty() && !sheet.title.empty()) source.add(": ");
  source.add(sheet.title);
  if (sheet.title.empty() || ending.size > 1) source.add(ending);
  return source;
}

Cell ellipsis() {
  Cell cell;
  constexpr uint32_t kEllipsis = 0x2026;
  cell.code = static_cast<uint16_t>(kGlyphBase + find_glyph(kEllipsis));
  cell.source = kEllipsis;
  return cell;
}

}  // namespace

// On one row the heading stands before the text, on more it has the first row to itself.
Layout::Body Layout::body_of(const Sheet& sheet) const {
  const bool has_heading = !sheet.title.empty() || !sheet.from.empty();
  Body body{{}, 0};
  if (has_heading && size_.rows == 1) body.source = heading_of(sheet, ": ");
  if (has_heading && size_.rows > 1) body.first_row = 1;
  body.source.add(without_trailing_space(sheet.text));
  return body;
}

void Layout::prepare(const Sheet& sheet, const Size& size) {
  size_ = size;
  overflow_ = sheet.overflow;
  mark_digits_ = 0;
  page_ = 0;
  page_start_ = CellCursor{};
  const Body body = body_of(sheet);
  if (overflow_ == Overflow::kScroll) {
    steps_ = count_scroll_steps(body);
    return;
  }
  steps_ = count_pages(body, 0);
  if (steps_ == 1 || overflow_ == Overflow::kCut) return;
  for (uint8_t digits = 1; digits <= 4; digits++) {
    // A mark that would take more than half of the row is left out.
    if (2 * (2 * digits + 2) > size_.columns) return;
    const uint16_t pages = count_pages(body, digits);
    if (digits_of(pages) > digits) continue;
    mark_digits_ = digits;
    steps_ = pages;
    return;
  }
}

void Layout::draw(const Sheet& sheet, uint16_t step, Frame& frame) {
  for (Cell& cell : frame.cells) cell = Cell{};
  const Body body = body_of(sheet);
  if (body.first_row > 0) draw_heading(sheet, frame);
  if (overflow_ == Overflow::kScroll) return draw_scrolled(body, sheet, step, frame);
  if (overflow_ == Overflow::kCut && steps_ > 1) return draw_cut(body, sheet, frame);
  draw_page(body, sheet, step, frame);
}

void Layout::draw_heading(const Sheet& sheet, Frame& frame) const {
  const Source source = heading_of(sheet, ":");
  CellReader reader(source, size_.rom);
  Row row;
  Cell cell;
  while (row.length < size_.columns && reader.next(cell)) row.cells[row.length++] = is_newline(cell) ? Cell{} : cell;
  place(row, 0, size_.columns, sheet.align, frame);
}

void Layout::place(Row& row, uint8_t row_number, uint8_t width, Align align, Frame& frame) const {
  const uint8_t spare = static_cast<uint8_t>(width > row.length ? width - row.length : 0);
  const uint8_t indent = align == Align::kLeft ? uint8_t{0} : align == Align::kRight ? spare : static_cast<uint8_t>(spare / 2);
  Cell* cells = frame.cells + row_number * size_.columns;
  for (uint8_t i = 0; i < row.length; i++) cells[indent + i] = row.cells[i];
}

// Cells that `n/m` and the blank before it take.
uint8_t Layout::mark_width(uint16_t page) const {
  if (mark_digits_ == 0) return 0;
  return static_cast<uint8_t>(digits_of(static_cast<uint16_t>(page + 1)) + mark_digits_ + 2);
}

uint16_t Layout::count_pages(const Body& body, uint8_t mark_digits) const {
  Layout trial = *this;
  trial.mark_digits_ = mark_digits;
  CellReader reader(body.source, size_.rom);
  uint16_t pages = 0;
  Row row;
  do {
    for (uint8_t r = body.first_row; r < size_.rows && !(r > body.first_row && reader.at_end()); r++) {
      const bool is_last = r + 1 == size_.rows;
      const uint8_t width = static_cast<uint8_t>(size_.columns - (is_last ? trial.mark_width(pages) : 0));
      take_row(reader, width, size_.rows - body.first_row > 1 ? size_.columns : width, row);
    }
    pages++;
  } while (!reader.at_end());
  return pages;
}

void Layout::draw_page(const Body& body, const Sheet& sheet, uint16_t page, Frame& frame) {
  if (page < page_) {
    page_ = 0;
    page_start_ = CellCursor{};
  }
  CellReader reader(body.source, size_.rom, page_start_);
  for (uint16_t p = page_; p <= page; p++) {
    page_ = p;
    page_start_ = reader.cursor();
    for (uint8_t r = body.first_row; r < size_.rows; r++) {
      const bool is_last = r + 1 == size_.rows;
      const uint8_t width = static_cast<uint8_t>(size_.columns - (is_last ? mark_width(p) : 0));
      Row row;
      take_row(reader, width, size_.rows - body.first_row > 1 ? size_.columns : width, row);
      if (p == page) place(row, r, width, sheet.align, frame);
    }
  }
  if (mark_digits_ > 0) draw_mark(page, frame);
}

void Layout::draw_mark(uint16_t page, Frame& frame) const {
  Cell* cell = frame.cells + size_.cells();
  const auto put_number = [&cell](uint16_t number) {
    do {
      (--cell)->code = static_cast<uint16_t>('0' + number % 10);
      number = static_cast<uint16_t>(number / 10);
    } while (number > 0);
  };
  put_number(steps_);
  (--cell)->code = '/';
  put_number(static_cast<uint16_t>(page + 1));
}

void Layout::draw_cut(const Body& body, const Sheet& sheet, Frame& frame) const {
  CellReader reader(body.source, size_.rom);
  Row row;
  const uint8_t last = static_cast<uint8_t>(size_.rows - 1);
  for (uint8_t r = body.first_row; r < last; r++) {
    take_row(reader, size_.columns, size_.columns, row);
    place(row, r, size_.columns, sheet.align, frame);
  }
  const uint8_t width = static_cast<uint8_t>(size_.columns - 1);
  take_start_of_line(reader, width, row);
  place(row, last, width, sheet.align, frame);
  frame.cells[size_.cells() - 1] = ellipsis();
}

}  // namespace marquee
