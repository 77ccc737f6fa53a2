#if defined(ESP32) || defined(ESP8266)

#include "update-connection.h"

namespace marquee {

size_t HubUpdateConnection::read(uint8_t* out, size_t capacity) {
  Client& client = socket_.client();
  const int there = client.available();
  if (there <= 0) return 0;
  const size_t wanted = static_cast<size_t>(there) < capacity ? static_cast<size_t>(there) : capacity;
  const int count = client.read(out, wanted);
  return count > 0 ? static_cast<size_t>(count) : 0;
}

}  // namespace marquee

#endif
