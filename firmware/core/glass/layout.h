#pragma once
// Puts a text on the glass as pages, as scrolling rows, or cut off.

#include "wrap.h"

namespace marquee {

enum class Align : uint8_t { kLeft, kCenter, kRight };
enum class Overflow : uint8_t { kPage, kScroll, kCut };

// What is to be drawn. The views must stay valid during each call, not between them.
struct Sheet {
  Text text;
  Text title;
  Text from;
  Text hints;  // follow the text
  Align align = Align::kLeft;
  Overflow overflow = Overflow::kPage;
  // Page marks are left out where they would make more pages.
  bool marks_are_optional = false;
};

// All zeros is a valid layout of nothing.
class Layout {
 public:
  // Measures the sheet; call it again when the sheet or the size changes.
  void prepare(const Sheet& sheet, const Size& size);

  bool scrolls() const { return overflow_ == Overflow::kScroll && steps_ > 1; }
  // Pages, or positions of a scrolling text; 1 if everything fits.
  uint16_t steps() const { return steps_; }
  // Draws page or position `step`, which must be less than steps().
  void draw(const Sheet& sheet, uint16_t step, Frame& frame);

 private:
  struct Body {
    Source source;
    uint8_t first_row;
  };

  Body body_of(const Sheet& sheet) const;
  void draw_heading(const Sheet& sheet, Frame& frame) const;
  void take_page(CellReader& reader, const Body& body, uint16_t page, uint8_t end_row, Align align, Frame* frame) const;
  uint16_t count_pages(const Body& body) const;
  uint8_t mark_width(uint16_t page) const;
  void draw_page(const Body& body, Align align, uint16_t page, Frame& frame);
  uint16_t scroll(const Body& body, uint16_t step, Align align, Frame* frame) const;
  void draw_cut(const Body& body, Align align, Frame& frame) const;
  void place(Row& row, uint8_t row_number, uint8_t width, Align align, Frame& frame) const;
  void draw_mark(uint16_t page, Frame& frame) const;

  Size size_;
  Overflow overflow_;
  uint16_t steps_;
  uint8_t mark_digits_;  // 0 = no page mark
  uint16_t page_;        // the page that begins at page_start_
  CellCursor page_start_;
};

}  // namespace marquee
