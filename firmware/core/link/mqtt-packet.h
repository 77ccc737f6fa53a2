#pragma once
// The bytes of MQTT 3.1.1 control packets as far as a client has to look into them.

#include "../text/writer.h"

namespace marquee {

enum MqttType : uint8_t {
  kConnack = 2,
  kPublish = 3,
  kPuback = 4,
  kPubrec = 5,
  kPubrel = 6,
  kPubcomp = 7,
  kSubscribe = 8,
  kSuback = 9,
  kUnsuback = 11,
  kPingresp = 13,
};

constexpr size_t kMaxFixedHeaderBytes = 5;

// The fixed header (section 2.2), byte by byte. All zeros is a valid reader before its first packet.
class FixedHeader {
 public:
  enum class Step : uint8_t { kMore, kComplete, kMalformed };

  // kMalformed: a remaining length of more than four bytes.
  Step feed(uint8_t byte);
  void clear() { count_ = 0; }

  MqttType type() const { return static_cast<MqttType>(bytes_[0] >> 4u); }
  uint8_t flags() const { return bytes_[0] & 0x0Fu; }
  uint8_t qos() const { return (bytes_[0] >> 1u) & 3u; }
  // Of what follows; at most 268,435,455.
  uint32_t remaining() const { return remaining_; }
  Text bytes() const { return {bytes_, count_}; }

 private:
  uint32_t remaining_;
  uint8_t count_;
  uint8_t bytes_[kMaxFixedHeaderBytes];
};

void write_fixed_header(uint8_t first_byte, uint32_t remaining, Writer& out);

// The parts of a PUBLISH after its fixed header. The views are those of the bytes that were read.
struct Publish {
  Text topic;
  Text payload;
  uint16_t packet_id;  // 0 at QoS 0
};

// False if the topic is empty, longer than the packet or has wildcards or a NUL in it, or if the packet id is missing or 0.
bool read_publish(Text body, uint8_t qos, Publish& publish);
// A topic name that may stand in a PUBLISH, or as much of it as is known.
bool is_topic_name(Text topic);

// False for packets that a client never gets, and for bodies that their type does not have. PUBLISH is read_publish's business.
bool is_well_formed(MqttType type, uint8_t flags, Text body);

inline uint16_t read_u16(const uint8_t* bytes) { return static_cast<uint16_t>(bytes[0] << 8 | bytes[1]); }

}  // namespace marquee
