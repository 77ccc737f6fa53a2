#include "improv-packet.h"

namespace marquee {

namespace {

constexpr uint8_t kHeader[] = {'I', 'M', 'P', 'R', 'O', 'V', 1};
constexpr size_t kTypeAt = 7;
constexpr size_t kLengthAt = 8;
constexpr size_t kDataAt = 9;

uint8_t sum_of(Text bytes) {
  uint8_t sum = 0;
  for (size_t i = 0; i < bytes.size; i++) sum = static_cast<uint8_t>(sum + bytes[i]);
  return sum;
}

}  // namespace

void ImprovReader::push(uint8_t byte) {
  has_ended_ = false;
  if (taken_ > 0) drop(0);
  if (size_ < sizeof bytes_) bytes_[size_++] = byte;
}

// Drops the packet that was handed out, and so many bytes more.
void ImprovReader::drop(size_t count) {
  count += taken_;
  taken_ = 0;
  size_ = static_cast<uint16_t>(size_ - count);
  memmove(bytes_, bytes_ + count, size_);
}

bool ImprovReader::has_header() const {
  const size_t count = size_ < sizeof kHeader ? size_ : sizeof kHeader;
  return memcmp(bytes_, kHeader, count) == 0;
}

bool ImprovReader::next(ImprovPacket& packet) {
  if (taken_ > 0) drop(0);
  while (size_ > 0) {
    if (has_header()) {
      const size_t whole = size_ < kDataAt ? sizeof bytes_ : kDataAt + bytes_[kLengthAt] + 1;
      if (size_ >= whole) {
        if (bytes_[whole - 1] == sum_of({bytes_, whole - 1})) {
          packet = {bytes_[kTypeAt], {bytes_ + kDataAt, bytes_[kLengthAt]}};
          taken_ = static_cast<uint16_t>(whole);
          return true;
        }
      } else if (!has_ended_) {
        return false;
      }
    }
    drop(1);
  }
  return false;
}

void write_improv_packet(ImprovType type, Text data, Writer& out) {
  const size_t start = out.size();
  out.put(Text(kHeader, sizeof kHeader)).put(static_cast<uint8_t>(type)).put(static_cast<uint8_t>(data.size)).put(data);
  out.put(sum_of(out.text().from(start))).put('\n');
}

}  // namespace marquee
