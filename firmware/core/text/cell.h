#pragma once
// What one cell of the glass is to show, before CGRAM slots are known.

#include <stdint.h>

namespace marquee {

struct Cell {
  uint16_t code;    // a ROM code, or kGlyphBase + a GlyphIndex
  uint8_t flags;
  uint32_t source;  // the character it stands for
};

constexpr Cell kBlankCell = {' ', 0, ' '};

constexpr uint16_t kGlyphBase = 0x100;

// A blank where a row may end.
constexpr uint8_t kBreakable = 1;
// The end of a row; draws nothing.
constexpr uint8_t kNewline = 2;
// Drawn as something else than `source`.
constexpr uint8_t kSubstituted = 4;

inline bool is_breakable(const Cell& cell) { return (cell.flags & kBreakable) != 0; }
inline bool is_newline(const Cell& cell) { return (cell.flags & kNewline) != 0; }

}  // namespace marquee
