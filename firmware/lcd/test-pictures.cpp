#include "test-pictures.h"

#include <string.h>

#include "../core/text/writer.h"

namespace marquee {

namespace {

constexpr uint8_t kFullSlot = 0;
constexpr uint8_t kChequeredSlot = 1;
constexpr uint8_t kAllDots = 0x1F;
constexpr uint8_t kEvenDots = 0x15;
constexpr uint8_t kOddDots = 0x0A;
constexpr uint8_t kTellsRom = 0xE1;

void blank(Picture& picture) {
  memset(&picture, 0, sizeof picture);
  memset(picture.cells, ' ', sizeof picture.cells);
}

void put(const Size& size, uint8_t row, Text text, Picture& picture) {
  if (row >= size.rows) return;
  uint8_t* cells = picture.cells + row * size.columns;
  copy_text(text, cells + 1, static_cast<size_t>(size.columns - 2));
}

}  // namespace

void draw_contrast_test(const Size& size, Picture& picture) {
  blank(picture);
  for (uint8_t i = 0; i < kGlyphRows; i++) {
    picture.cgram[kFullSlot * kGlyphRows + i] = kAllDots;
    picture.cgram[kChequeredSlot * kGlyphRows + i] = i % 2 == 0 ? kEvenDots : kOddDots;
  }
  constexpr uint8_t kTurns[] = {kCgramSlots + kFullSlot, kCgramSlots + kChequeredSlot, ' '};
  for (uint8_t i = 0; i < size.cells(); i++) {
    picture.cells[i] = kTurns[(i % size.columns + i / size.columns) % 3];
  }
}

void draw_identity(const Size& size, uint8_t address, Picture& picture) {
  blank(picture);
  for (uint8_t row = 0; row < size.rows; row++) {
    const uint8_t digit = static_cast<uint8_t>('1' + row);
    picture.cells[row * size.columns] = digit;
    picture.cells[(row + 1) * size.columns - 1] = digit;
  }
  uint8_t bytes[kMaxColumns];
  Writer first(bytes, sizeof bytes);
  first.put("0x").hex(&address, 1).put(' ').number(size.columns).put('x').number(size.rows);
  put(size, 0, first.text(), picture);
  Writer second(bytes, sizeof bytes);
  second.put("ROM ").put(kTellsRom);
  put(size, 1, second.text(), picture);
}

}  // namespace marquee
