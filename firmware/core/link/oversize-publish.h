#pragma once
// A PUBLISH that passes by byte by byte because it does not fit into memory.

#include "../protocol/hash.h"
#include "mqtt-packet.h"
#include "link-limits.h"

namespace marquee {

// All zeros is valid.
class OversizePublish {
 public:
  // `remaining` is that of its fixed header.
  void start(uint32_t remaining, uint8_t qos);
  // False if the packet is malformed.
  bool feed(uint8_t byte);
  bool is_complete() const { return at_ == remaining_; }
  uint32_t left() const { return remaining_ - at_; }

  // Its start, if it is longer than kMaxTopicBytes; such a topic is nobody's.
  Text topic() const { return {topic_, topic_size_ < kMaxTopicBytes ? topic_size_ : kMaxTopicBytes}; }
  bool is_topic_whole() const { return topic_size_ <= kMaxTopicBytes; }
  uint16_t packet_id() const { return packet_id_; }
  // 0 if the payload is empty.
  uint8_t first_byte() const { return first_byte_; }
  uint32_t hash() const { return hash_; }

 private:
  size_t payload_start() const { return 2u + topic_size_ + (qos_ > 0 ? 2u : 0u); }

  uint32_t remaining_;
  uint32_t at_;
  uint32_t hash_;
  size_t topic_size_;
  uint16_t packet_id_;
  uint8_t qos_;
  uint8_t first_byte_;
  uint8_t topic_[kMaxTopicBytes];
};

}  // namespace marquee
