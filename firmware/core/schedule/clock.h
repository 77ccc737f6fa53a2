#pragma once
// Time. Boards count milliseconds in 32 bits, which wrap every 49.7 days; the core counts in 64.

#include <stdint.h>

namespace marquee {

using Millis = uint64_t;
constexpr Millis kNever = UINT64_MAX;

inline Millis sooner(Millis a, Millis b) { return a < b ? a : b; }

// All zeros is a valid clock that has not started.
class Clock {
 public:
  // Steps of up to 24 days count; a step back does not.
  Millis advance(uint32_t now_ms) {
    const uint32_t step = started_ ? now_ms - last_ms_ : 0;
    if (step < 0x80000000u) {
      now_ += step;
      last_ms_ = now_ms;
    }
    started_ = true;
    return now_;
  }

  Millis now() const { return now_; }

  void set_unix_time(int64_t unix_ms) {
    unix_offset_ = unix_ms - static_cast<int64_t>(now_);
    knows_unix_time_ = true;
  }

  // When `unix_ms` is, on this clock: kNever if the time is not known.
  Millis at_unix_time(int64_t unix_ms) const {
    if (!knows_unix_time_) return kNever;
    const int64_t at = unix_ms - unix_offset_;
    return at < 0 ? 0 : static_cast<Millis>(at);
  }

 private:
  Millis now_;
  int64_t unix_offset_;
  uint32_t last_ms_;
  bool started_;
  bool knows_unix_time_;
};

}  // namespace marquee
