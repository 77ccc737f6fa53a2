#include "tune-player.h"

namespace marquee {

namespace {

// The part of a note that is silent, so that two of the same are heard as two.
constexpr uint32_t kRestOf = 8;

}  // namespace

TuneFault TunePlayer::start(Text tune, uint32_t now_ms) {
  const TuneFault fault = check_tune(tune);
  if (fault.error != TuneError::kNone) return fault;
  tune_.set(tune);
  reader_ = TuneReader(tune_.view());
  started_at_ = change_at_ = clock_.advance(now_ms);
  rest_ms_ = 0;
  is_playing_ = true;
  tick(now_ms);
  return fault;
}

void TunePlayer::stop() {
  is_playing_ = false;
  frequency_hz_ = 0;
}

uint32_t TunePlayer::tick(uint32_t now_ms) {
  const Millis now = clock_.advance(now_ms);
  if (is_playing_ && now - started_at_ >= kMaxTuneMs) stop();
  while (is_playing_ && now >= change_at_) move_on();
  if (!is_playing_) return kMaxTickMs;
  return static_cast<uint32_t>(sooner(change_at_, started_at_ + kMaxTuneMs) - now);
}

void TunePlayer::move_on() {
  if (rest_ms_ > 0) {
    frequency_hz_ = 0;
    change_at_ += rest_ms_;
    rest_ms_ = 0;
    return;
  }
  Note note;
  if (!reader_.next(note)) return stop();
  frequency_hz_ = note.frequency_hz;
  rest_ms_ = note.duration_ms / kRestOf;
  change_at_ += note.duration_ms - rest_ms_;
}

}  // namespace marquee
