#pragma once
// Every bound and time of buttons, tunes and lights.

#include <stddef.h>
#include <stdint.h>

#include "../limits.h"

namespace marquee {

constexpr uint8_t kMaxButtons = 4;
constexpr uint8_t kInputEvents = 8;

// A contact bounces for 5 to 20 ms; a spike of noise is shorter.
constexpr uint32_t kDebounceMs = 20;
// From one press to the next that still makes a double.
constexpr uint32_t kDoubleMs = 400;
constexpr uint32_t kLongMs = 800;

// A board may be silenced in no other way, so no tune goes on for ever.
constexpr uint32_t kMaxTuneMs = 60000;
constexpr uint16_t kMinBeats = 20;
constexpr uint16_t kMaxBeats = 900;
constexpr uint8_t kMinOctave = 1;
constexpr uint8_t kMaxOctave = 8;

constexpr uint32_t kBlinkMs = 500;

}  // namespace marquee
