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
  constexpr uint32_t kEllipsis = 0x2026;
  return {static_cast<uint16_t>(kGlyphBase + find_glyph(kEllipsis)), 0, kEllipsis};
}

}  // namespace

// On one row the heading stands before the text, on more it has the first row to itself.
Layout::Body Layout::body_of(const Sheet& sheet) const {
  const bool has_heading = !sheet.title.empty() || !sheet.from.empty();
  Body body{{}, 0};
  if (has_heading && size_.rows == 1) body.source = heading_of(sheet, ": ");
  if (has_heading && size_.rows > 1) body.first_row = 1;
  body.source.add(without_trailing_space(sheet.text));
  if (!sheet.hints.empty()) {
    body.source.add("\n");
    body.source.add(sheet.hints);
  }
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
    const uint16_t length = scroll(body, 0, sheet.align, nullptr);
    steps_ = static_cast<uint16_t>(length > size.columns ? length - size.columns + 1 : 1);
    return;
  }
  steps_ = count_pages(body);
  if (steps_ == 1 || overflow_ == Overflow::kCut) return;
  const uint16_t unmarked = steps_;
  // A mark that would take more than half of the row is left out.
  for (mark_digits_ = 1; mark_digits_ <= 4 && 2 * (2 * mark_digits_ + 2) <= size_.columns; mark_digits_++) {
    steps_ = count_pages(body);
    if (sheet.marks_are_optional && steps_ > unmarked) break;
    if (digits_of(steps_) <= mark_digits_) return;
  }
  mark_digits_ = 0;
  steps_ = unmarked;
}

void Layout::draw(const Sheet& sheet, uint16_t step, Frame& frame) {
  for (Cell& cell : frame.cells) cell = kBlankCell;
  const Body body = body_of(sheet);
  if (body.first_row > 0) draw_heading(sheet, frame);
  if (overflow_ == Overflow::kScroll) {
    scroll(body, step, sheet.align, &frame);
  } else if (overflow_ == Overflow::kCut && steps_ > 1) {
    draw_cut(body, sheet.align, frame);
  } else {
    draw_page(body, sheet.align, step, frame);
  }
}

void Layout::draw_heading(const Sheet& sheet, Frame& frame) const {
  const Source source = heading_of(sheet, ":");
  CellReader reader(source, size_.rom);
  Row row;
  Cell cell;
  while (row.length < size_.columns && reader.next(cell)) row.cells[row.length++] = is_newline(cell) ? kBlankCell : cell;
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

// Takes the rows of a page up to `end_row`, and draws them if there is a frame.
void Layout::take_page(CellReader& reader, const Body& body, uint16_t page, uint8_t end_row, Align align, Frame* frame) const {
  const bool has_one_row = size_.rows - body.first_row == 1;
  for (uint8_t r = body.first_row; r < end_row; r++) {
    const bool is_last = r + 1 == size_.rows;
    const uint8_t width = static_cast<uint8_t>(size_.columns - (is_last ? mark_width(page) : 0));
    Row row;
    take_row(reader, width, has_one_row ? width : size_.columns, row);
    if (frame != nullptr) place(row, r, width, align, *frame);
  }
}

uint16_t Layout::count_pages(const Body& body) const {
  CellReader reader(body.source, size_.rom);
  uint16_t pages = 0;
  do {
    take_page(reader, body, pages++, size_.rows, Align::kLeft, nullptr);
  } while (!reader.at_end());
  return pages;
}

void Layout::draw_page(const Body& body, Align align, uint16_t page, Frame& frame) {
  if (page < page_) {
    page_ = 0;
    page_start_ = CellCursor{};
  }
  CellReader reader(body.source, size_.rom, page_start_);
  for (; page_ < page; page_++) take_page(reader, body, page_, size_.rows, align, nullptr);
  page_start_ = reader.cursor();
  take_page(reader, body, page, size_.rows, align, &frame);
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

void Layout::draw_cut(const Body& body, Align align, Frame& frame) const {
  CellReader reader(body.source, size_.rom);
  const uint8_t last = static_cast<uint8_t>(size_.rows - 1);
  take_page(reader, body, 0, last, align, &frame);
  Row row;
  const uint8_t width = static_cast<uint8_t>(size_.columns - 1);
  take_start_of_line(reader, width, row);
  place(row, last, width, align, frame);
  frame.cells[size_.cells() - 1] = ellipsis();
}

}  // namespace marquee
