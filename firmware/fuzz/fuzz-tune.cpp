// Any bytes as a tune, ticked anyhow: it ends within its time and sounds only what a buzzer can.
#include <stdlib.h>

#include "core/input/tune-player.h"

using namespace marquee;

namespace {

void require(bool condition) {
  if (!condition) abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t length) {
  if (length < 1) return 0;
  const Text tune{data + 1, length - 1};
  const TuneFault fault = check_tune(tune);
  require(fault.at <= tune.size);
  TunePlayer player{};
  uint32_t now_ms = data[0] * 0x01010101u;
  const uint32_t end_ms = now_ms + kMaxTuneMs;
  require(player.start(tune, now_ms).error == fault.error);
  require(player.is_playing() == (fault.error == TuneError::kNone));
  while (player.is_playing()) {
    require(player.frequency_hz() == 0 || (player.frequency_hz() >= 30 && player.frequency_hz() < 10000));
    const uint32_t wait_ms = player.tick(now_ms);
    require(wait_ms >= 1);
    now_ms += data[0] % 4 == 0 ? wait_ms : wait_ms + data[0] * 8u;
    player.tick(now_ms);
    require(!player.is_playing() || end_ms - now_ms <= kMaxTuneMs);
  }
  require(player.frequency_hz() == 0);
  return 0;
}
