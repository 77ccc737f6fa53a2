#include "geometry.h"

namespace marquee {

namespace {

constexpr uint8_t kSecondLine = 0x40;
constexpr uint8_t kLineCells = 40;

}  // namespace

Geometry make_geometry(uint8_t columns, uint8_t rows, SingleRow single_row) {
  const bool halves = rows == 1 && columns % 2 == 0 && columns / 2 <= kLineCells &&
                      (single_row == SingleRow::kHalves || (single_row == SingleRow::kUsual && columns == 16));
  return {columns, rows, halves};
}

uint8_t Geometry::address_of(uint8_t cell) const {
  const uint8_t width = halves ? static_cast<uint8_t>(columns / 2) : columns;
  const uint8_t row = static_cast<uint8_t>(cell / width);
  const uint8_t column = static_cast<uint8_t>(cell % width);
  // Rows 3 and 4 continue lines 1 and 2.
  return static_cast<uint8_t>((row % 2 != 0 ? kSecondLine : 0) + row / 2 * width + column);
}

}  // namespace marquee
