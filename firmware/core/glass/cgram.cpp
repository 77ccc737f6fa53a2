#include "cgram.h"

#include <string.h>

namespace marquee {

void Substitutions::add(uint32_t code_point) {
  for (uint8_t i = 0; i < count_; i++) {
    if (code_points_[i] == code_point) return;
  }
  if (count_ < kCapacity) code_points_[count_++] = code_point;
}

int Cgram::slot_of(GlyphIndex glyph) const {
  for (int slot = 0; slot < kCgramSlots; slot++) {
    if (slots_[slot].glyph_plus_one == glyph + 1) return slot;
  }
  return -1;
}

int Cgram::oldest_free_slot() const {
  int oldest = -1;
  for (int slot = 0; slot < kCgramSlots; slot++) {
    if (slots_[slot].last_frame == frame_number_) continue;
    if (oldest < 0 || slots_[slot].last_frame < slots_[oldest].last_frame) oldest = slot;
  }
  return oldest;
}

// The first 8 glyphs in reading order get slots. Those that have one keep it.
void Cgram::collect(const Frame& frame, const Size& size) {
  frame_number_++;
  GlyphIndex wanted[kCgramSlots];
  uint8_t count = 0;
  for (uint8_t i = 0; i < size.cells() && count < kCgramSlots; i++) {
    if (frame.cells[i].code < kGlyphBase) continue;
    const GlyphIndex glyph = static_cast<GlyphIndex>(frame.cells[i].code - kGlyphBase);
    wanted[count] = glyph;
    uint8_t first = 0;
    while (wanted[first] != glyph) first++;
    if (first < count) continue;
    count++;
    const int slot = slot_of(glyph);
    if (slot >= 0) slots_[slot].last_frame = frame_number_;
  }
  for (uint8_t i = 0; i < count; i++) {
    if (slot_of(wanted[i]) < 0) slots_[oldest_free_slot()] = {static_cast<uint16_t>(wanted[i] + 1), frame_number_};
  }
}

void Cgram::render(const Frame& frame, const Size& size, Picture& picture, Substitutions* substitutions) {
  if (size.rom != rom_) {
    memset(slots_, 0, sizeof slots_);
    rom_ = size.rom;
  }
  collect(frame, size);
  for (uint8_t i = 0; i < size.cells(); i++) {
    const Cell& cell = frame.cells[i];
    bool substituted = (cell.flags & kSubstituted) != 0;
    if (cell.code < kGlyphBase) {
      picture.cells[i] = static_cast<uint8_t>(cell.code);
    } else {
      const GlyphIndex glyph = static_cast<GlyphIndex>(cell.code - kGlyphBase);
      const int slot = slot_of(glyph);
      const bool has_slot = slot >= 0 && slots_[slot].last_frame == frame_number_;
      picture.cells[i] = has_slot ? static_cast<uint8_t>(kCgramSlots + slot) : glyph_plain(glyph);
      substituted = substituted || !has_slot;
    }
    if (substituted && substitutions != nullptr) substitutions->add(cell.source);
  }
  for (uint8_t slot = 0; slot < kCgramSlots; slot++) {
    uint8_t* rows = picture.cgram + slot * kGlyphRows;
    if (slots_[slot].glyph_plus_one == 0) {
      memset(rows, 0, kGlyphRows);
    } else {
      glyph_rows(static_cast<GlyphIndex>(slots_[slot].glyph_plus_one - 1), size.rom, rows);
    }
  }
}

}  // namespace marquee
