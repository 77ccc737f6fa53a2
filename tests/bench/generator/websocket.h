// The client side of RFC 6455 as far as a load generator needs it: masked frames out, frames of any shape in.
#pragma once
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

using Bytes = std::vector<uint8_t>;

inline std::string upgrade_request(const std::string& host, const std::string& path) {
  return "GET " + path + " HTTP/1.1\r\nHost: " + host +
         "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
         "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: mqtt\r\n\r\n";
}

// Appends one masked frame. The key is not zero: some servers skip unmasking then, and browsers never send it.
inline void append_frame(Bytes& out, const uint8_t* payload, size_t length, uint8_t opcode = 2) {
  static constexpr uint8_t kMask[4] = {0x5a, 0xc3, 0x17, 0x8e};
  out.push_back(static_cast<uint8_t>(0x80 | opcode));
  if (length < 126) {
    out.push_back(static_cast<uint8_t>(0x80 | length));
  } else if (length < 65536) {
    out.push_back(0x80 | 126);
    out.push_back(static_cast<uint8_t>(length >> 8));
    out.push_back(static_cast<uint8_t>(length));
  } else {
    out.push_back(0x80 | 127);
    for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<uint8_t>(uint64_t{length} >> shift));
  }
  out.insert(out.end(), kMask, kMask + 4);
  const size_t start = out.size();
  out.resize(start + length);
  for (size_t i = 0; i < length; i++) out[start + i] = payload[i] ^ kMask[i & 3];
}

// Takes the stream of a server apart. Payload is handed on where it lies, in as many pieces as it came.
class FrameReader {
 public:
  // `on_payload(bytes, length)` for binary data, `on_control(opcode, bytes, length)` for whole control frames.
  // Returns false when the server broke the protocol.
  template <typename OnPayload, typename OnControl>
  bool feed(const uint8_t* data, size_t length, OnPayload&& on_payload, OnControl&& on_control) {
    while (length > 0) {
      if (!in_payload_) {
        // A header may be cut anywhere, so its few bytes are gathered one by one.
        header_[header_length_++] = *data++;
        length--;
        if (header_length_ == 2 && (header_[1] & 0x80)) return false;
        if (header_length_ < 2 || header_length_ < header_size()) continue;
        begin_payload();
        if (remaining_ > 0) continue;
      }
      const size_t part = remaining_ < length ? static_cast<size_t>(remaining_) : length;
      const uint8_t opcode = header_[0] & 0x0f;
      if (opcode >= 8) {
        control_.insert(control_.end(), data, data + part);
      } else if (opcode == 1) {
        return false;
      } else if (part > 0) {
        on_payload(data, part);
      }
      data += part;
      length -= part;
      remaining_ -= part;
      if (remaining_ > 0) continue;
      in_payload_ = false;
      header_length_ = 0;
      if (opcode < 8) continue;
      on_control(opcode, control_.data(), control_.size());
      control_.clear();
    }
    return true;
  }

 private:
  size_t header_size() const {
    const uint8_t code = header_[1] & 0x7f;
    return code == 126 ? 4 : code == 127 ? 10 : 2;
  }
  void begin_payload() {
    const uint8_t code = header_[1] & 0x7f;
    remaining_ = code < 126 ? code : 0;
    for (size_t i = 2; i < header_size(); i++) remaining_ = remaining_ << 8 | header_[i];
    in_payload_ = true;
  }

  uint8_t header_[10];
  size_t header_length_ = 0;
  uint64_t remaining_ = 0;
  bool in_payload_ = false;
  Bytes control_;
};
