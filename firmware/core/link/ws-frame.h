#pragma once
// Frame headers of RFC 6455, section 5.2.

#include "../text/writer.h"

namespace marquee {

enum WsOpcode : uint8_t { kContinuation = 0, kTextFrame = 1, kBinary = 2, kClose = 8, kPing = 9, kPong = 10 };

constexpr size_t kMaxControlBytes = 125;
constexpr size_t kMaxFrameHeaderBytes = 14;

// Takes a header of the server apart, byte by byte. All zeros is a valid reader before its first frame.
class WsFrameHeader {
 public:
  enum class Step : uint8_t { kMore, kComplete, kForbidden };

  // kForbidden: reserved bits or opcodes, a masked frame, a control frame that is long or fragmented.
  Step feed(uint8_t byte);
  // Begins the next header; what the last one said stays until then.
  void clear() { count_ = 0; }

  uint8_t opcode() const { return bytes_[0] & 0x0Fu; }
  bool is_control() const { return (bytes_[0] & 0x08u) != 0; }
  bool is_final() const { return (bytes_[0] & 0x80u) != 0; }
  uint64_t payload_size() const;

 private:
  size_t size() const;
  bool is_allowed() const;

  uint8_t bytes_[10];
  uint8_t count_;
};

// Writes the header of a masked, final frame.
void write_frame_header(WsOpcode opcode, size_t payload_size, const uint8_t (&mask)[4], Writer& out);

}  // namespace marquee
