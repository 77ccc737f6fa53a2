#include "client-stream.h"

namespace marquee {

size_t ClientStream::read(uint8_t* out, size_t capacity) {
  const int there = client_->available();
  if (there <= 0) return 0;
  const size_t wanted = static_cast<size_t>(there) < capacity ? static_cast<size_t>(there) : capacity;
  const int count = client_->read(out, wanted);
  return count > 0 ? static_cast<size_t>(count) : 0;
}

bool ClientStream::write(const uint8_t* bytes, size_t size) {
  for (size_t sent = 0; sent < size;) {
    const size_t count = client_->write(bytes + sent, size - sent);
    if (count == 0) return false;
    sent += count;
  }
  return true;
}

}  // namespace marquee
