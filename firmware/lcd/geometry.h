#pragma once
// Where the cells of a glass lie in the controller's DDRAM (p. 10 to 12).

#include <stdint.h>

namespace marquee {

// How the glass of a module with a single row is wired.
enum class SingleRow : uint8_t {
  kUsual,  // 16 cells are two halves of 8, as nearly all such modules are; others are one line
  kWhole,
  kHalves,
};

// All zeros is valid and has no cells.
struct Geometry {
  uint8_t columns;
  uint8_t rows;
  bool halves;  // one row, whose right half is the controller's second line

  bool two_lines() const { return rows > 1 || halves; }
  uint8_t cells() const { return static_cast<uint8_t>(columns * rows); }
  // Of a cell in row order.
  uint8_t address_of(uint8_t cell) const;
};

Geometry make_geometry(uint8_t columns, uint8_t rows, SingleRow single_row);

inline bool operator==(const Geometry& a, const Geometry& b) {
  return a.columns == b.columns && a.rows == b.rows && a.halves == b.halves;
}

}  // namespace marquee
