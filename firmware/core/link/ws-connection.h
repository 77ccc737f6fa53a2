#pragma once
// The client side of one WebSocket connection (RFC 6455) over any byte stream: MQTT bytes in and out.
// Frames may be split and merged anyhow; pings are answered, a close is answered, nothing is allocated.

#include "ws-frame.h"
#include "ws-handshake.h"

namespace marquee {

class WsConnection final : public ByteStream {
 public:
  // Both must outlive the connection.
  WsConnection(ByteStream& below, Random& random) : below_(below), random_(random) {}

  // Sends the handshake on a stream that has just been opened. False if `host` or `path` is too long or cannot stand in a
  // request, or if the stream does not take it.
  bool start(Text host, Text path, uint32_t now_ms);
  // Forgets how the last connection ended.
  void forget();
  // Goes on with the handshake; never waits. kFailed after kHandshakeTimeoutMs at the latest; see fault().
  Progress poll(uint32_t now_ms);

  // Payload bytes that can be read at once. Takes at most one read-ahead from below.
  size_t available();
  // The next byte, or -1.
  int peek();
  size_t read(uint8_t* out, size_t capacity) override;
  // One binary frame. The bytes are not changed.
  bool write(const uint8_t* bytes, size_t size) override;
  bool is_open() override;
  // Says 1000 if it can, then closes the stream below.
  void close() override;

  WsFault fault() const { return fault_; }
  uint16_t http_status() const { return handshake_.http_status(); }
  // Of the server's close frame; 1005 if it gave none, 0 before.
  uint16_t close_code() const { return close_code_; }

 private:
  enum class State : uint8_t { kClosed, kHandshake, kOpen };

  bool fill();
  void advance();
  void take_header();
  void take_control();
  void answer_ping();
  void take_close();
  bool write_frame(WsOpcode opcode, const uint8_t* bytes, size_t size);
  void end(WsFault fault, uint16_t close_code);
  bool has_payload() const { return payload_left_ > 0 && begin_ < end_ && !in_control_; }

  ByteStream& below_;
  Random& random_;
  WsHandshake handshake_ = {};
  WsFrameHeader header_ = {};
  uint64_t payload_left_ = 0;
  uint32_t started_ms_ = 0;
  State state_ = State::kClosed;
  WsFault fault_ = WsFault::kNone;
  uint16_t close_code_ = 0;
  bool in_control_ = false;
  bool in_message_ = false;
  bool has_ping_ = false;
  uint8_t control_size_ = 0;
  uint8_t ping_size_ = 0;
  uint16_t begin_ = 0;
  uint16_t end_ = 0;
  uint8_t input_[kReadAheadBytes] = {};
  uint8_t control_[kMaxControlBytes] = {};
  uint8_t ping_[kMaxControlBytes] = {};
};

}  // namespace marquee
