#include <time.h>

#include "shim/Arduino.h"

namespace {

int64_t now_ms() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1000000;
}

const int64_t started_ms = now_ms();

}  // namespace

uint32_t millis() { return static_cast<uint32_t>(now_ms() - started_ms); }

void delay(uint32_t ms) {
  const timespec pause{static_cast<time_t>(ms / 1000), static_cast<long>(ms % 1000) * 1000000};
  nanosleep(&pause, nullptr);
}
