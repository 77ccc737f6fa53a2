#pragma once
// Stands between a connection and an MQTT client that trusts what it reads: only whole, well-formed packets that fit its buffer
// pass. A PUBLISH that does not fit is acknowledged and reported instead; QoS 2 is acknowledged here and passed on as QoS 0.

#include "mqtt-packet.h"
#include "oversize-publish.h"
#include "ports.h"
#include "subscriptions.h"

namespace marquee {

class OversizeListener {
 public:
  // A PUBLISH that did not fit. `hash` is the FNV-1a 32 of its payload; the topic is valid during the call.
  virtual void oversize(Text topic, uint8_t first_byte, uint32_t hash) = 0;

 protected:
  ~OversizeListener() = default;
};

enum class GuardFault : uint8_t { kNone, kMalformed, kUnexpected, kTooLarge, kLost };

// One word for the log.
Text name_of(GuardFault fault);

class PacketGuard final : public ByteStream {
 public:
  // Both must outlive the guard.
  PacketGuard(ByteStream& below, OversizeListener& listener) : below_(below), listener_(listener) {}

  // The stream below is a new connection.
  void restart();

  // Bytes of a whole packet that can be read. Takes at most kGuardBytesPerCall from below; after a fault the stream is closed.
  size_t available();
  // The last available() stopped at its limit, not for want of bytes.
  bool is_behind() const { return is_behind_; }
  // The next byte, or -1.
  int peek();
  size_t read(uint8_t* out, size_t capacity) override;
  // Whole packets of the client, one in each call.
  bool write(const uint8_t* bytes, size_t size) override;
  bool is_open() override;
  // What has not been read is gone.
  void close() override;

  GuardFault fault() const { return fault_; }
  // Of the CONNACK; -1 before it came.
  int return_code() const { return return_code_; }
  bool is_session_present() const { return is_session_present_; }
  const Subscriptions& subscriptions() const { return subscriptions_; }

 private:
  enum class State : uint8_t { kHeader, kBody, kOversize, kReady };

  size_t take_header();
  size_t take_body();
  size_t take_oversize();
  void begin_body();
  void finish();
  void finish_publish(Text body);
  void finish_oversize();
  void pass_on(size_t start);
  void next_packet();
  void acknowledge(MqttType type, uint16_t packet_id);
  void fail(GuardFault fault);

  ByteStream& below_;
  OversizeListener& listener_;
  FixedHeader header_ = {};
  OversizePublish oversize_ = {};
  Subscriptions subscriptions_ = {};
  State state_ = State::kHeader;
  GuardFault fault_ = GuardFault::kNone;
  int16_t return_code_ = -1;
  bool is_session_present_ = false;
  bool is_behind_ = false;
  size_t at_ = 0;    // read by the client
  size_t size_ = 0;  // gathered
  size_t end_ = 0;   // of the whole packet
  uint8_t packet_[kPacketBytes] = {};
};

}  // namespace marquee
