#include "exchange.h"

#include <cstdio>

#include "../core/schedule/clock.h"

namespace marquee {

Exchange::Exchange(const Options& options)
    : prints_messages_(options.prints_messages),
      peer_(options.exchange_with),
      period_ms_(options.exchange_period_ms),
      own_(options.exchange_first == 1 ? 1 : 0),
      expected_(options.exchange_first == 1 ? 2 : 1) {}

void Exchange::message_received(Text payload) {
  if (prints_messages_) std::printf("message %.*s\n", static_cast<int>(payload.size), reinterpret_cast<const char*>(payload.data));
  if (peer_.empty() || payload != Text::of(std::to_string(expected_).c_str())) return;
  std::printf("counted %u\n", expected_);
  own_ = expected_ + 1;
  expected_ += 2;
  has_news_ = true;
}

uint32_t Exchange::tick(Board& board, uint32_t now_ms) {
  if (peer_.empty() || own_ == 0) return kMaxTickMs;
  if (has_news_) {
    has_news_ = false;
    due_ms_ = now_ms + period_ms_;
  }
  const int32_t left = static_cast<int32_t>(due_ms_ - now_ms);
  if (left > 0) return static_cast<uint32_t>(left);
  const std::string number = std::to_string(own_);
  board.send_to_peer({reinterpret_cast<const uint8_t*>(peer_.data()), peer_.size()}, Text::of(number.c_str()));
  due_ms_ = now_ms + period_ms_;
  return period_ms_;
}

}  // namespace marquee
