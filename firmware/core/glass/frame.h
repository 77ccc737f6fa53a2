#pragma once
// The glass before and after CGRAM slots are known. Cells are in row order.

#include "../limits.h"
#include "../text/cell.h"
#include "../text/rom.h"

namespace marquee {

struct Size {
  uint8_t columns;
  uint8_t rows;
  Rom rom;

  uint8_t cells() const { return static_cast<uint8_t>(columns * rows); }
};

inline bool operator==(const Size& a, const Size& b) {
  return a.columns == b.columns && a.rows == b.rows && a.rom == b.rom;
}

inline bool is_supported(uint32_t columns, uint32_t rows) {
  return columns >= kMinColumns && columns <= kMaxColumns && rows >= 1 && rows <= kMaxRows && columns * rows <= kMaxCells;
}

struct Frame {
  Cell cells[kMaxCells];
};

// What the controller is told: character codes, with CGRAM slots as 8 to 15, and the 8 glyphs.
struct Picture {
  uint8_t cells[kMaxCells];
  uint8_t cgram[kCgramBytes];
};

}  // namespace marquee
