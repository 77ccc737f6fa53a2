#include "../core/link/back-off.h"
#include "fake-stream.h"
#include "harness.h"

using namespace marquee;

namespace {

struct FixedRandom final : Random {
  uint32_t value = 0;
  uint32_t next() override { return value; }
};

}  // namespace

TEST("pauses double from one second to one minute, half fixed and half random") {
  FakeRandom random;
  BackOff back_off = {};
  uint32_t longest = kBackOffMinMs;
  for (int i = 0; i < 20; i++) {
    const uint32_t pause = back_off.next(Refusal::kNone, random);
    CHECK(pause >= longest / 2 && pause <= longest);
    longest = longest * 2 < kBackOffMaxMs ? longest * 2 : kBackOffMaxMs;
  }
}

TEST("the random half reaches both ends") {
  FixedRandom random;
  BackOff back_off = {};
  CHECK_EQUAL(back_off.next(Refusal::kNone, random), 500u);
  back_off = {};
  random.value = 500;
  CHECK_EQUAL(back_off.next(Refusal::kNone, random), 1000u);
}

TEST("short successes forget nothing, half a minute does") {
  FixedRandom random;
  BackOff back_off = {};
  for (int i = 0; i < 4; i++) {
    back_off.next(Refusal::kNone, random);
    back_off.was_up(kBackOffForgetMs - 1);
  }
  CHECK_EQUAL(back_off.next(Refusal::kNone, random), 8000u);
  back_off.was_up(kBackOffForgetMs);
  CHECK_EQUAL(back_off.next(Refusal::kNone, random), 500u);
}

TEST("a refusal sets the least pause, and its random part comes on top") {
  FakeRandom random;
  BackOff back_off = {};
  for (int i = 0; i < 50; i++) {
    const uint32_t pause = back_off.next(Refusal::kCredentials, random);
    CHECK(pause >= kRefusedPauseMs && pause <= kRefusedPauseMs * 3 / 2);
  }
  back_off = {};
  CHECK(back_off.next(Refusal::kRestarting, random) >= kRestartingPauseMs);
  CHECK(back_off.next(Refusal::kLater, random) >= kLaterPauseMs);
  for (int i = 0; i < 9; i++) back_off.next(Refusal::kNone, random);
  CHECK(back_off.next(Refusal::kRestarting, random) >= kBackOffMaxMs / 2);
}
