#include "outbox.h"

namespace marquee {

size_t Outbox::first_size() const { return kHeaderBytes + bytes_[0] + bytes_[1] + bytes_[2] * 256u; }

void Outbox::push(Text topic, Text payload, Urgency urgency) {
  release();
  const size_t needed = kHeaderBytes + topic.size + payload.size;
  const size_t limit = urgency == Urgency::kMustArrive ? kOutboxBytes : kOutboxBytes / 2;
  if (needed > limit || (urgency == Urgency::kMayBeLost && size_ + needed > limit)) {
    lost_++;
    return;
  }
  while (size_ + needed > limit) {
    pop();
    lost_++;
  }
  uint8_t* out = bytes_ + size_;
  out[0] = static_cast<uint8_t>(topic.size);
  out[1] = static_cast<uint8_t>(payload.size & 0xFF);
  out[2] = static_cast<uint8_t>(payload.size >> 8);
  memcpy(out + kHeaderBytes, topic.data, topic.size);
  if (!payload.empty()) memcpy(out + kHeaderBytes + topic.size, payload.data, payload.size);
  size_ += needed;
}

bool Outbox::take(Event& event) {
  release();
  if (size_ == 0) return false;
  is_taken_ = true;
  const size_t topic_size = bytes_[0];
  event.topic = {bytes_ + kHeaderBytes, topic_size};
  event.payload = {bytes_ + kHeaderBytes + topic_size, first_size() - kHeaderBytes - topic_size};
  return true;
}

void Outbox::release() {
  if (is_taken_) pop();
  is_taken_ = false;
}

void Outbox::pop() {
  const size_t taken = first_size();
  size_ -= taken;
  memmove(bytes_, bytes_ + taken, size_);
}

}  // namespace marquee
