#include "mqtt-packet.h"

namespace marquee {

FixedHeader::Step FixedHeader::feed(uint8_t byte) {
  if (count_ == 0) {
    remaining_ = 0;
    bytes_[count_++] = byte;
    return Step::kMore;
  }
  remaining_ |= (byte & 0x7Fu) << (7u * (count_ - 1u));
  bytes_[count_++] = byte;
  if ((byte & 0x80u) == 0) return Step::kComplete;
  return count_ < kMaxFixedHeaderBytes ? Step::kMore : Step::kMalformed;
}

void write_fixed_header(uint8_t first_byte, uint32_t remaining, Writer& out) {
  out.put(first_byte);
  for (; remaining > 0x7F; remaining >>= 7u) out.put(static_cast<uint8_t>(remaining | 0x80u));
  out.put(static_cast<uint8_t>(remaining));
}

bool is_topic_name(Text topic) {
  for (size_t i = 0; i < topic.size; i++) {
    if (topic[i] == 0 || topic[i] == '+' || topic[i] == '#') return false;
  }
  return true;
}

bool read_publish(Text body, uint8_t qos, Publish& publish) {
  if (qos > 2 || body.size < 2) return false;
  // Sums of lengths stay in size_t: in 16 bits they would wrap and seem to fit.
  const size_t topic_size = read_u16(body.data);
  const size_t id_size = qos > 0 ? 2 : 0;
  if (topic_size == 0 || 2 + topic_size + id_size > body.size) return false;
  publish.topic = {body.data + 2, topic_size};
  publish.packet_id = qos > 0 ? read_u16(body.data + 2 + topic_size) : uint16_t{0};
  publish.payload = body.from(2 + topic_size + id_size);
  return (qos == 0 || publish.packet_id != 0) && is_topic_name(publish.topic);
}

namespace {

bool is_suback(Text body) {
  if (body.size < 3) return false;
  for (size_t i = 2; i < body.size; i++) {
    if (body[i] > 2 && body[i] != 0x80) return false;
  }
  return true;
}

}  // namespace

bool is_well_formed(MqttType type, uint8_t flags, Text body) {
  if (flags != (type == kPubrel ? 2 : 0)) return false;
  switch (type) {
    case kConnack: return body.size == 2 && body[0] <= 1;
    case kPuback:
    case kPubrec:
    case kPubrel:
    case kPubcomp:
    case kUnsuback: return body.size == 2;
    case kSuback: return is_suback(body);
    case kPingresp: return body.empty();
    case kPublish:
    case kSubscribe: break;
  }
  return false;
}

}  // namespace marquee
