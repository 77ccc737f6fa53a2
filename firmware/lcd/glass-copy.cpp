#include "glass-copy.h"

#include <string.h>

namespace marquee {

namespace {

constexpr uint8_t kNoSlot = 0xFF;

// Codes 0 to 15 are the 8 slots, twice.
uint8_t slot_of(uint8_t code) { return code < 2 * kCgramSlots ? static_cast<uint8_t>(code % kCgramSlots) : kNoSlot; }

bool has(uint8_t bits, uint8_t number) { return (bits >> number & 1) != 0; }

}  // namespace

void GlassCopy::cleared() {
  memset(cells_, ' ', sizeof cells_);
  memset(unknown_cells_, 0, sizeof unknown_cells_);
  unknown_slots_ = 0xFF;
}

void GlassCopy::lost() {
  memset(unknown_cells_, 0xFF, sizeof unknown_cells_);
  unknown_slots_ = 0xFF;
}

bool GlassCopy::knows_cells(uint8_t cells) const {
  for (uint8_t i = 0; i < cells; i++) {
    if (has(unknown_cells_[i / 8], i % 8)) return false;
  }
  return true;
}

bool GlassCopy::differs(const Picture& wanted, uint8_t cell) const {
  return cells_[cell] != wanted.cells[cell] || has(unknown_cells_[cell / 8], cell % 8);
}

uint8_t GlassCopy::pending_slots(const Picture& wanted, uint8_t cells) const {
  unsigned pending = 0;
  for (uint8_t i = 0; i < cells; i++) {
    const uint8_t slot = slot_of(wanted.cells[i]);
    if (slot == kNoSlot) continue;
    const size_t at = slot * size_t{kGlyphRows};
    if (has(unknown_slots_, slot) || memcmp(cgram_ + at, wanted.cgram + at, kGlyphRows) != 0) pending |= 1u << slot;
  }
  return static_cast<uint8_t>(pending);
}

bool GlassCopy::is_due(const Picture& wanted, uint8_t cell, uint8_t pending_slots) const {
  if (!differs(wanted, cell)) return false;
  const uint8_t slot = slot_of(wanted.cells[cell]);
  return slot == kNoSlot || !has(pending_slots, slot);
}

bool GlassCopy::is_on_leaving_cell(const Picture& wanted, uint8_t cells, uint8_t slot) const {
  for (uint8_t i = 0; i < cells; i++) {
    if (slot_of(cells_[i]) == slot && slot_of(wanted.cells[i]) != slot) return true;
  }
  return false;
}

GlassCopy::Work GlassCopy::next(const Picture& wanted, const Size& size, uint8_t row) const {
  const uint8_t pending = pending_slots(wanted, size.cells());
  for (uint8_t slot = 0; slot < kCgramSlots; slot++) {
    if (has(pending, slot) && !is_on_leaving_cell(wanted, size.cells(), slot)) return {Work::kSlot, slot};
  }
  for (uint8_t i = 0; i < size.rows; i++) {
    const uint8_t candidate = static_cast<uint8_t>((row + i) % size.rows);
    for (uint8_t column = 0; column < size.columns; column++) {
      if (is_due(wanted, static_cast<uint8_t>(candidate * size.columns + column), pending)) return {Work::kRow, candidate};
    }
  }
  // Cells exchange glyphs: every order shows a wrong one for a moment.
  for (uint8_t slot = 0; slot < kCgramSlots; slot++) {
    if (has(pending, slot)) return {Work::kSlot, slot};
  }
  return {Work::kNothing, 0};
}

void GlassCopy::wrote_cell(uint8_t cell, uint8_t code) {
  cells_[cell] = code;
  unknown_cells_[cell / 8] = static_cast<uint8_t>(unknown_cells_[cell / 8] & ~(1u << cell % 8));
}

void GlassCopy::wrote_slot(uint8_t slot, const uint8_t rows[kGlyphRows]) {
  memcpy(cgram_ + slot * size_t{kGlyphRows}, rows, kGlyphRows);
  unknown_slots_ = static_cast<uint8_t>(unknown_slots_ & ~(1u << slot));
}

}  // namespace marquee
