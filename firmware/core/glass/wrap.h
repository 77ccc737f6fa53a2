#pragma once
// Breaks text into rows.

#include "../text/cell-reader.h"
#include "frame.h"

namespace marquee {

struct Row {
  Cell cells[kMaxColumns];
  uint8_t length = 0;
};

// Takes the next row of up to `width` cells, broken between words. A word that is wider than `widest`, the widest
// row of the page, is broken inside; one that only this row is too narrow for leaves it to the next.
void take_row(CellReader& reader, uint8_t width, uint8_t widest, Row& row);

// Takes up to `width` cells of the line and drops the rest of it.
void take_start_of_line(CellReader& reader, uint8_t width, Row& row);

}  // namespace marquee
