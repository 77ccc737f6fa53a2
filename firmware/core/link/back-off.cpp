#include "back-off.h"

namespace marquee {

namespace {

uint32_t least_pause(Refusal refusal) {
  switch (refusal) {
    case Refusal::kNone: break;
    case Refusal::kCredentials: return kRefusedPauseMs;
    case Refusal::kRestarting: return kRestartingPauseMs;
    case Refusal::kLater: return kLaterPauseMs;
  }
  return 0;
}

}  // namespace

uint32_t BackOff::next(Refusal refusal, Random& random) {
  uint32_t longest = kBackOffMinMs;
  for (uint8_t i = 0; i < failures_ && longest < kBackOffMaxMs; i++) longest *= 2;
  if (longest >= kBackOffMaxMs) {
    longest = kBackOffMaxMs;
  } else {
    failures_++;
  }
  const uint32_t least = least_pause(refusal);
  const uint32_t half = longest / 2;
  if (least > half) {
    // A floor that all boards were told at once gets its own random part on top.
    return least + random.next() % (least / 2 + 1);
  }
  return half + random.next() % (half + 1);
}

}  // namespace marquee
