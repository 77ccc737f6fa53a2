#include "tune.h"

namespace marquee {

namespace {

// c to b of octave 8 in Hz, tuned to a4 = 440 Hz; an octave lower is half of it.
constexpr uint16_t kTopOctaveHz[] = {4186, 4435, 4699, 4978, 5274, 5588, 5920, 6272, 6645, 7040, 7459, 7902};
// Semitones of a to h above c; h is the German b.
constexpr uint8_t kSemitones[] = {9, 11, 0, 2, 4, 5, 7, 11};

uint8_t lower(uint8_t byte) { return is_upper(byte) ? static_cast<uint8_t>(byte + 'a' - 'A') : byte; }

bool is_part(uint16_t part) { return part >= 1 && part <= 64 && (part & (part - 1)) == 0; }

}  // namespace

const char* explain(TuneError error) {
  switch (error) {
    case TuneError::kNone: return "";
    case TuneError::kTooLong: return "longer than 256 bytes";
    case TuneError::kNoSections: return "not name:defaults:notes";
    case TuneError::kDefault: return "a default is not d=, o= or b= with a fit number";
    case TuneError::kDuration: return "a duration is not 1, 2, 4, 8, 16, 32 or 64";
    case TuneError::kNote: return "a note is not p or one of a to h";
    case TuneError::kOctave: return "an octave is not 1 to 8";
    case TuneError::kEmpty: return "no notes";
  }
  return "";
}

TuneReader::TuneReader(Text tune)
    : bytes_(tune.data), size_(tune.size), at_(0), part_(4), octave_(6), beats_(63), fault_{TuneError::kNone, 0} {
  if (size_ > kMaxSoundBytes) {
    refuse(TuneError::kTooLong);
    return;
  }
  while (at_ < size_ && bytes_[at_] != ':') at_++;
  if (take(':')) {
    read_defaults();
  } else {
    refuse(TuneError::kNoSections);
  }
}

bool TuneReader::refuse(TuneError error) {
  fault_ = {error, static_cast<uint16_t>(at_ < UINT16_MAX ? at_ : UINT16_MAX)};
  return false;
}

void TuneReader::skip_blanks() {
  while (at_ < size_ && bytes_[at_] == ' ') at_++;
}

bool TuneReader::take(uint8_t byte) {
  skip_blanks();
  if (at_ >= size_ || lower(bytes_[at_]) != byte) return false;
  at_++;
  return true;
}

uint16_t TuneReader::take_number() {
  skip_blanks();
  uint16_t number = 0;
  for (int digits = 0; digits < 3 && at_ < size_ && is_digit(bytes_[at_]); digits++, at_++) {
    number = static_cast<uint16_t>(number * 10 + (bytes_[at_] - '0'));
  }
  return number;
}

void TuneReader::read_defaults() {
  while (!take(':')) {
    if (at_ >= size_) {
      refuse(TuneError::kNoSections);
      return;
    }
    if (!read_default()) {
      refuse(TuneError::kDefault);
      return;
    }
    take(',');
  }
}

bool TuneReader::read_default() {
  const uint8_t key = lower(bytes_[at_++]);
  if (!take('=')) return false;
  const uint16_t value = take_number();
  switch (key) {
    case 'd': part_ = value; return is_part(value);
    case 'o': octave_ = value; return value >= kMinOctave && value <= kMaxOctave;
    case 'b': beats_ = value; return value >= kMinBeats && value <= kMaxBeats;
    default: return false;
  }
}

// A beat is a quarter.
uint32_t TuneReader::duration_of(uint16_t part) const { return 4u * 60000u / beats_ / part; }

bool TuneReader::next(Note& note) {
  if (fault_.error != TuneError::kNone) return false;
  skip_blanks();
  if (at_ >= size_) return false;
  const uint16_t given = take_number();
  const uint16_t part = given != 0 ? given : part_;
  if (!is_part(part)) return refuse(TuneError::kDuration);
  skip_blanks();
  const uint8_t letter = at_ < size_ ? lower(bytes_[at_]) : uint8_t{0};
  if (letter != 'p' && (letter < 'a' || letter > 'h')) return refuse(TuneError::kNote);
  at_++;
  unsigned semitone = letter == 'p' ? 0 : kSemitones[letter - 'a'];
  if (take('#')) semitone++;
  // The dot stands before the octave by the book, after it in most tunes.
  bool is_dotted = take('.');
  const uint16_t given_octave = take_number();
  unsigned octave = given_octave != 0 ? given_octave : octave_;
  if (octave < kMinOctave || octave > kMaxOctave) return refuse(TuneError::kOctave);
  is_dotted = take('.') || is_dotted;
  if (!take(',')) {
    skip_blanks();
    if (at_ < size_) return refuse(TuneError::kNote);
  }
  note.duration_ms = duration_of(part) * (is_dotted ? 3 : 2) / 2;
  const unsigned halvings = kMaxOctave - octave;
  const unsigned top = semitone == count_of(kTopOctaveHz) ? 2u * kTopOctaveHz[0] : kTopOctaveHz[semitone];
  note.frequency_hz = letter == 'p' ? uint16_t{0} : static_cast<uint16_t>((top + (1u << halvings) / 2) >> halvings);
  return true;
}

TuneFault check_tune(Text tune) {
  TuneReader reader(tune);
  Note note;
  bool has_notes = false;
  while (reader.next(note)) has_notes = true;
  TuneFault fault = reader.fault();
  if (fault.error == TuneError::kNone && !has_notes) fault = {TuneError::kEmpty, static_cast<uint16_t>(tune.size)};
  return fault;
}

}  // namespace marquee
