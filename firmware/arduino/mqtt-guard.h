#pragma once
// The packet guard as an Arduino `Client`, between a connection and an MQTT library.

#include <Client.h>

#include "../core/link/packet-guard.h"
#include "client-stream.h"

namespace marquee {

class MqttGuard final : public Client {
 public:
  // Both must outlive it. The connection below is opened by somebody else.
  MqttGuard(Client& below, OversizeListener& listener) : stream_(below), guard_(stream_, listener) {}

  // The connection below is a new one.
  void restart() { guard_.restart(); }
  PacketGuard& packets() { return guard_; }

  // Always fail: whoever opens the connection does so below.
  int connect(IPAddress, uint16_t) override { return 0; }
  int connect(const char*, uint16_t) override { return 0; }

  size_t write(uint8_t byte) override { return write(&byte, 1); }
  size_t write(const uint8_t* bytes, size_t size) override { return guard_.write(bytes, size) ? size : 0; }
  int available() override;
  int read() override;
  int read(uint8_t* out, size_t capacity) override;
  int peek() override { return guard_.peek(); }
  void flush() override {}
  void stop() override { guard_.close(); }
  uint8_t connected() override { return guard_.is_open() ? 1 : 0; }
  operator bool() override { return guard_.is_open(); }

 private:
  ClientStream stream_;
  PacketGuard guard_;
};

}  // namespace marquee
