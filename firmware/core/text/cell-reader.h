#pragma once
// Turns UTF-8 into cells, one at a time; any input is drawable.

#include "cell.h"
#include "rom.h"
#include "transliterate.h"
#include "view.h"

namespace marquee {

// A text in up to seven pieces, read as one.
struct Source {
  static constexpr uint8_t kMaxPieces = 7;
  Text pieces[kMaxPieces];
  uint8_t count = 0;

  MARQUEE_ONE_COPY void add(Text piece) {
    if (!piece.empty() && count < kMaxPieces) pieces[count++] = piece;
  }
};

// Where a reader stands; holds no pointers, so it survives a move of the text.
struct CellCursor {
  uint16_t position = 0;
  uint8_t piece = 0;
  uint8_t pending_at = 0;
  Codes pending = {};     // of `source`, from pending_at on still to come
  uint32_t source = 0;
};

class CellReader {
 public:
  CellReader(const Source& source, Rom rom, const CellCursor& start = {}) : source_(source), rom_(rom), at_(start) {}

  // False at the end.
  bool next(Cell& cell);
  bool at_end() const;

  const CellCursor& cursor() const { return at_; }
  void rewind(const CellCursor& cursor) { at_ = cursor; }

 private:
  bool read(uint32_t& code_point);
  bool peek(uint32_t& code_point) const;
  uint32_t read_marks(uint32_t base, uint32_t& lost_mark);
  void skip_joined();
  bool read_pending(Cell& cell);
  void draw(uint32_t code_point, uint32_t lost_mark, Cell& cell);

  const Source& source_;
  Rom rom_;
  CellCursor at_;
};

}  // namespace marquee
