#pragma once
// The server's half of RFC 6455 for tests: answers to the handshake, frames, and what the client's frames say.

#include <string>
#include <vector>

#include "../core/link/base64.h"
#include "../core/link/sha1.h"
#include "fake-stream.h"

// The value of Sec-WebSocket-Accept for the request.
inline std::string accept_of(const std::string& request) {
  const std::string name = "Sec-WebSocket-Key: ";
  const size_t at = request.find(name) + name.size();
  const std::string key = request.substr(at, request.find("\r\n", at) - at) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  uint8_t digest[marquee::kSha1Bytes];
  marquee::sha1(text_of(key), digest);
  uint8_t out[28];
  marquee::Writer writer(out, sizeof out);
  marquee::write_base64(digest, sizeof digest, writer);
  return string_of(writer.text());
}

inline std::string accepted(const std::string& request) {
  return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " +
         accept_of(request) + "\r\nSec-WebSocket-Protocol: mqtt\r\n\r\n";
}

// An unmasked frame; `first` is FIN, reserved bits and opcode.
inline std::string frame(const std::string& payload, int first = 0x82) {
  std::string out(1, static_cast<char>(first));
  const size_t size = payload.size();
  if (size < 126) {
    out += static_cast<char>(size);
  } else {
    const bool is_long = size > 0xFFFF;
    out += static_cast<char>(is_long ? 127 : 126);
    for (int shift = is_long ? 56 : 8; shift >= 0; shift -= 8) out += static_cast<char>(uint64_t{size} >> shift);
  }
  return out + payload;
}

struct ClientFrame {
  int first;
  bool is_masked;
  std::string payload;
};

// Takes apart what a client wrote.
inline std::vector<ClientFrame> frames_of(const std::string& bytes) {
  std::vector<ClientFrame> frames;
  const auto at = [&](size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(bytes[i])); };
  for (size_t i = 0; i + 6 <= bytes.size();) {
    ClientFrame frame{static_cast<int>(at(i)), (at(i + 1) & 0x80u) != 0, ""};
    uint64_t size = at(i + 1) & 0x7Fu;
    const size_t extra = size == 126 ? 2 : size == 127 ? 8 : 0;
    i += 2;
    if (extra > 0) size = 0;
    for (size_t k = 0; k < extra; k++) size = size << 8 | at(i++);
    const size_t mask = i;
    i += 4;
    for (uint64_t k = 0; k < size && i < bytes.size(); k++, i++) {
      frame.payload += static_cast<char>(at(i) ^ at(mask + k % 4));
    }
    frames.push_back(frame);
  }
  return frames;
}
