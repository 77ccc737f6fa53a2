#pragma once
// The connection of an update: one of its own to the hub, with the same trust.

#include "hub-socket.h"
#include "update/ports.h"

namespace marquee {

class HubUpdateConnection final : public UpdateConnection {
 public:
  // The socket must outlive it, and is configured for the hub.
  explicit HubUpdateConnection(HubSocket& socket) : socket_(socket) {}

  // Where it goes from the next open() on. `host` is NUL-terminated and must outlive its use.
  void set_hub(const char* host, uint16_t port) {
    host_ = host;
    port_ = port;
  }

  bool open() override { return socket_.dial(host_, port_) == DialFault::kNone; }
  bool write(Text bytes) override { return socket_.client().write(bytes.data, bytes.size) == bytes.size; }
  size_t read(uint8_t* out, size_t capacity) override;
  bool is_open() override { return socket_.client().connected() != 0 || socket_.client().available() > 0; }
  void close() override { socket_.client().stop(); }

 private:
  HubSocket& socket_;
  const char* host_ = "";
  uint16_t port_ = 0;
};

}  // namespace marquee
