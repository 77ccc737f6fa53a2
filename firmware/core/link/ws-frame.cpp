#include "ws-frame.h"

namespace marquee {

size_t WsFrameHeader::size() const {
  const unsigned code = bytes_[1] & 0x7Fu;
  return code == 126 ? 4 : code == 127 ? 10 : 2;
}

bool WsFrameHeader::is_allowed() const {
  const bool has_reserved_bits = (bytes_[0] & 0x70u) != 0;
  const bool is_masked = (bytes_[1] & 0x80u) != 0;
  if (has_reserved_bits || is_masked) return false;
  if (is_control()) return opcode() <= kPong && is_final() && (bytes_[1] & 0x7Fu) <= kMaxControlBytes;
  return opcode() <= kBinary;
}

WsFrameHeader::Step WsFrameHeader::feed(uint8_t byte) {
  bytes_[count_++] = byte;
  if (count_ < 2) return Step::kMore;
  if (count_ == 2 && !is_allowed()) return Step::kForbidden;
  if (count_ < size()) return Step::kMore;
  return (payload_size() >> 63) == 0 ? Step::kComplete : Step::kForbidden;
}

uint64_t WsFrameHeader::payload_size() const {
  if (size() == 2) return bytes_[1] & 0x7Fu;
  uint64_t value = 0;
  for (size_t i = 2; i < size(); i++) value = value << 8 | bytes_[i];
  return value;
}

void write_frame_header(WsOpcode opcode, size_t payload_size, const uint8_t (&mask)[4], Writer& out) {
  out.put(static_cast<uint8_t>(0x80u | opcode));
  if (payload_size <= kMaxControlBytes) {
    out.put(static_cast<uint8_t>(0x80u | payload_size));
  } else {
    const bool is_long = payload_size > 0xFFFF;
    out.put(static_cast<uint8_t>(0x80u | (is_long ? 127u : 126u)));
    for (int shift = is_long ? 56 : 8; shift >= 0; shift -= 8) {
      out.put(static_cast<uint8_t>(uint64_t{payload_size} >> shift));
    }
  }
  out.put(Text(mask, sizeof mask));
}

}  // namespace marquee
