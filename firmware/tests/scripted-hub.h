#pragma once
// A hub as a test writes it, at the other end of an Arduino `Client`.

#include <Client.h>

#include <string>
#include <vector>

#include "../arduino/dialer.h"
#include "fake-stream.h"

class ScriptedTcp final : public Client, public marquee::Dialer {
 public:
  FakeStream stream;
  marquee::Progress dialled = marquee::Progress::kDone;

  bool has_network() override { return true; }
  marquee::Progress dial(const char*, uint16_t) override {
    if (dialled == marquee::Progress::kDone) stream.reopen();
    return dialled;
  }

  int connect(IPAddress, uint16_t) override { return 0; }
  int connect(const char*, uint16_t) override { return 0; }
  size_t write(uint8_t one) override { return write(&one, 1); }
  size_t write(const uint8_t* bytes, size_t size) override { return stream.write(bytes, size) ? size : 0; }
  int available() override { return static_cast<int>(std::min(stream.incoming.size(), stream.largest_read)); }
  int read() override {
    uint8_t one;
    return read(&one, 1) == 1 ? one : -1;
  }
  int read(uint8_t* out, size_t capacity) override {
    const size_t count = stream.read(out, capacity);
    return count > 0 ? static_cast<int>(count) : -1;
  }
  int peek() override { return stream.incoming.empty() ? -1 : static_cast<uint8_t>(stream.incoming[0]); }
  void flush() override {}
  void stop() override { stream.close(); }
  uint8_t connected() override { return stream.is_open() ? 1 : 0; }
  operator bool() override { return stream.is_open(); }
};

// The MQTT packets that a client wrote, as text: type in hex and its body.
inline std::vector<std::string> packets_of(const std::string& bytes) {
  std::vector<std::string> packets;
  for (size_t at = 0; at < bytes.size();) {
    std::string packet(1, bytes[at++]);
    size_t size = 0;
    for (unsigned shift = 0;; shift += 7) {
      const unsigned digit = static_cast<unsigned char>(bytes[at++]);
      size |= static_cast<size_t>(digit & 127u) << shift;
      if ((digit & 128u) == 0) break;
    }
    packets.push_back(packet + bytes.substr(at, size));
    at += size;
  }
  return packets;
}
