#pragma once
// The part of a sketch that hears messages: prints them, and counts in turns with another display. One sends the odd numbers,
// the other the even ones; a number is sent again until its answer comes, so that none is lost with a connection.

#include <string>

#include "../board/board.h"
#include "options.h"

namespace marquee {

class Exchange final : public MessageObserver {
 public:
  // Does nothing if the options name no other display.
  explicit Exchange(const Options& options);

  void message_received(Text payload) override;
  // Sends what is due. Returns the milliseconds until there may be more to do.
  uint32_t tick(Board& board, uint32_t now_ms);

 private:
  bool prints_messages_;
  std::string peer_;
  uint32_t period_ms_;
  uint32_t own_;       // what this display sends; 0 = it waits for the other to begin
  uint32_t expected_;  // the next number of the other
  uint32_t due_ms_ = 0;
  bool has_news_ = false;
};

}  // namespace marquee
