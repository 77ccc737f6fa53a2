#include "oversize-publish.h"

namespace marquee {

void OversizePublish::start(uint32_t remaining, uint8_t qos) {
  remaining_ = remaining;
  qos_ = qos;
  at_ = 0;
  hash_ = kHashStart;
  topic_size_ = 0;
  packet_id_ = 0;
  first_byte_ = 0;
}

bool OversizePublish::feed(uint8_t byte) {
  const uint32_t at = at_++;
  if (at < 2) {
    topic_size_ = topic_size_ << 8u | byte;
    return at == 0 || (topic_size_ > 0 && payload_start() <= remaining_);
  }
  if (at < 2 + topic_size_) {
    if (at - 2 < kMaxTopicBytes) topic_[at - 2] = byte;
    return is_topic_name({&byte, 1});
  }
  if (at < payload_start()) {
    packet_id_ = static_cast<uint16_t>(packet_id_ << 8 | byte);
    return at + 1 < payload_start() || packet_id_ != 0;
  }
  if (at == payload_start()) first_byte_ = byte;
  hash_ = hash_more(hash_, {&byte, 1});
  return true;
}

}  // namespace marquee
