#include "mqtt-guard.h"

namespace marquee {

// PubSubClient waits for the CONNACK without a look at whether the connection is still there. A byte that turns out to be
// none ends its wait at once instead of after the whole time-out.
int MqttGuard::available() {
  const size_t there = guard_.available();
  if (there > 0) return static_cast<int>(there);
  return guard_.return_code() < 0 && !guard_.is_open() ? 1 : 0;
}

int MqttGuard::read() {
  uint8_t byte;
  return guard_.read(&byte, 1) == 1 ? byte : -1;
}

int MqttGuard::read(uint8_t* out, size_t capacity) {
  const size_t count = guard_.read(out, capacity);
  return count > 0 ? static_cast<int>(count) : -1;
}

}  // namespace marquee
