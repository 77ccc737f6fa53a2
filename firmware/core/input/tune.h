#pragma once
// Tunes in RTTTL, Nokia's text format for ringing tones: `name:d=8,o=5,b=120:c,8d#6.,p`.

#include "../schedule/clock.h"
#include "../text/view.h"
#include "limits.h"

namespace marquee {

enum class TuneError : uint8_t { kNone, kTooLong, kNoSections, kDefault, kDuration, kNote, kOctave, kEmpty };

// A sentence for the log; empty for none.
const char* explain(TuneError error);

struct TuneFault {
  TuneError error;
  uint16_t at;  // byte where it was found
};

struct Note {
  uint16_t frequency_hz;  // 0 is a rest
  uint32_t duration_ms;
};

// Reads the notes of a tune one by one. The text must outlive the reader. All zeros is a valid reader of nothing.
class TuneReader {
 public:
  TuneReader() = default;
  // Reads name and defaults (`d` duration, `o` octave, `b` beats a minute; 4, 6 and 63 where they are missing).
  explicit TuneReader(Text tune);
  // False at the end or at a fault.
  bool next(Note& note);
  TuneFault fault() const { return fault_; }

 private:
  bool refuse(TuneError error);
  void skip_blanks();
  bool take(uint8_t byte);
  // Up to three digits, 0 if there are none.
  uint16_t take_number();
  void read_defaults();
  bool read_default();
  uint32_t duration_of(uint16_t part) const;

  const uint8_t* bytes_;  // no Text, whose constructor would run for every static player
  size_t size_;
  size_t at_;
  uint16_t part_;
  uint16_t octave_;
  uint16_t beats_;
  TuneFault fault_;
};

// The whole tune is good: nothing of a tune with a fault is played.
TuneFault check_tune(Text tune);

}  // namespace marquee
