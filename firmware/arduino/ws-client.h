#pragma once
// MQTT over WebSocket as an Arduino `Client` over another one (plain or TLS).

#include <Client.h>

#include "../core/link/ws-connection.h"
#include "client-stream.h"

namespace marquee {

class WsClient final : public Client {
 public:
  // Both must outlive it. `path` is NUL-terminated and begins with a slash.
  WsClient(Client& tcp, Random& random, const char* path = "/mqtt") : tcp_(&tcp), stream_(tcp), ws_(stream_, random), path_(path) {}

  // Both for the next connection. A hub may be reached plainly or by TLS.
  void set_tcp(Client& tcp) {
    tcp_ = &tcp;
    stream_.set_client(tcp);
  }
  void set_path(const char* path) { path_ = path; }

  // Over a `tcp` that is connected: sends the handshake, then never waits. An MQTT client that finds it connected
  // afterwards does not call connect().
  bool start_handshake(const char* host, uint16_t port);
  Progress poll_handshake();
  void forget() { ws_.forget(); }

  // All at once, for sketches: TCP and handshake, which wait as long as `tcp` does and kHandshakeTimeoutMs.
  int connect(IPAddress ip, uint16_t port) override;
  int connect(const char* host, uint16_t port) override;

  size_t write(uint8_t byte) override { return write(&byte, 1); }
  // One frame each; 0 if the connection is lost.
  size_t write(const uint8_t* bytes, size_t size) override { return ws_.write(bytes, size) ? size : 0; }
  int available() override { return static_cast<int>(ws_.available()); }
  int read() override;
  int read(uint8_t* out, size_t capacity) override;
  int peek() override { return ws_.peek(); }
  // Does nothing: on some cores the flush() below throws received bytes away.
  void flush() override {}
  void stop() override { ws_.close(); }
  uint8_t connected() override { return ws_.is_open() ? 1 : 0; }
  operator bool() override { return ws_.is_open(); }

  // Why it is not connected.
  const WsConnection& connection() const { return ws_; }

 private:
  int finish_connect(const char* host, uint16_t port);

  Client* tcp_;
  ClientStream stream_;
  WsConnection ws_;
  const char* path_;
};

}  // namespace marquee
