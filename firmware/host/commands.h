#pragma once
// What a person or a test types while a virtual display runs.

#include <string>

#include "../board/board.h"
#include "pc-parts.h"

namespace marquee {

class Commands {
 public:
  static constexpr size_t kMaxLineBytes = 8192;

  // Reads what is there, never waits, and does whole lines. False at the end of the input.
  bool read(int descriptor, Board& board, PcPanel& panel);

 private:
  void run(const std::string& line, Board& board, PcPanel& panel);

  std::string pending_;
};

}  // namespace marquee
