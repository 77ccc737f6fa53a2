#pragma once
// Plays a tune on whatever makes a tone, without waiting for it.

#include "tune.h"

namespace marquee {

// All zeros is a valid player that is silent.
class TunePlayer {
 public:
  TunePlayer() = default;
  // The reader points into the tune.
  TunePlayer(const TunePlayer&) = delete;
  TunePlayer& operator=(const TunePlayer&) = delete;

  // Plays a copy of the tune from its start, instead of one that is playing. A tune with a fault changes nothing.
  TuneFault start(Text tune, uint32_t now_ms);
  void stop();
  // Moves on to what is due; what a stall passed over is not played. Returns the milliseconds until the next change, kMaxTickMs if nothing plays.
  uint32_t tick(uint32_t now_ms);
  // What is to sound now; 0 is silence.
  uint16_t frequency_hz() const { return frequency_hz_; }
  bool is_playing() const { return is_playing_; }

 private:
  void move_on();

  Clock clock_;
  Millis started_at_;
  Millis change_at_;  // the end of the note, or of its sound
  uint32_t rest_ms_;  // silence after the sound of the note
  uint16_t frequency_hz_;
  bool is_playing_;
  TuneReader reader_;
  ShortText<kMaxSoundBytes> tune_;
};

}  // namespace marquee
