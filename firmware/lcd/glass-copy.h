#pragma once
// What the controller holds, as far as the driver knows, and what of it has to change next.

#include "../core/glass/frame.h"

namespace marquee {

// All zeros is valid, for a controller whose memory holds zeros.
class GlassCopy {
 public:
  // DDRAM was cleared; nobody knows what is in CGRAM.
  void cleared();
  // Anything may be anywhere.
  void lost();
  // Every visible cell is known.
  bool knows_cells(uint8_t cells) const;

  struct Work {
    enum Kind : uint8_t { kNothing, kSlot, kRow } kind;
    uint8_t number;
  };
  // What to write next so that as few cells as possible show a glyph that is not theirs: a slot when no cell that is to
  // change shows it, else the next row from `row` on that can change. Slots that no cell uses are left alone.
  Work next(const Picture& wanted, const Size& size, uint8_t row) const;

  // A cell that differs and whose glyph stands in its slot.
  bool is_due(const Picture& wanted, uint8_t cell, uint8_t pending_slots) const;
  // Bits of the slots that cells of `wanted` use and that hold something else.
  uint8_t pending_slots(const Picture& wanted, uint8_t cells) const;

  void wrote_cell(uint8_t cell, uint8_t code);
  void wrote_slot(uint8_t slot, const uint8_t rows[kGlyphRows]);

 private:
  bool differs(const Picture& wanted, uint8_t cell) const;
  bool is_on_leaving_cell(const Picture& wanted, uint8_t cells, uint8_t slot) const;

  uint8_t cells_[kMaxCells];
  uint8_t cgram_[kCgramBytes];
  uint8_t unknown_cells_[kMaxCells / 8];
  uint8_t unknown_slots_;
};

}  // namespace marquee
