#include "ws-client.h"

#include <Arduino.h>

namespace marquee {

bool WsClient::start_handshake(const char* host, uint16_t port) {
  uint8_t bytes[kMaxHostBytes];
  Writer name(bytes, sizeof bytes);
  // An IPv6 address has colons of its own (RFC 3986, section 3.2.2).
  const bool is_ipv6 = strchr(host, ':') != nullptr;
  name.put(is_ipv6 ? "[" : "").put(host).put(is_ipv6 ? "]:" : ":").number(port);
  return !name.overflowed() && ws_.start(name.text(), Text::of(path_), static_cast<uint32_t>(millis()));
}

Progress WsClient::poll_handshake() { return ws_.poll(static_cast<uint32_t>(millis())); }

int WsClient::connect(IPAddress ip, uint16_t port) {
  uint8_t bytes[16];
  Writer name(bytes, sizeof bytes);
  for (int i = 0; i < 4; i++) name.put(i > 0 ? "." : "").number(ip[i]);
  name.put(uint8_t{0});
  return tcp_->connect(ip, port) == 1 ? finish_connect(reinterpret_cast<const char*>(bytes), port) : 0;
}

int WsClient::connect(const char* host, uint16_t port) {
  return tcp_->connect(host, port) == 1 ? finish_connect(host, port) : 0;
}

int WsClient::finish_connect(const char* host, uint16_t port) {
  if (!start_handshake(host, port)) {
    tcp_->stop();
    return 0;
  }
  Progress progress = Progress::kPending;
  while ((progress = poll_handshake()) == Progress::kPending) delay(1);
  return progress == Progress::kDone ? 1 : 0;
}

int WsClient::read() {
  uint8_t byte;
  return ws_.read(&byte, 1) == 1 ? byte : -1;
}

int WsClient::read(uint8_t* out, size_t capacity) {
  const size_t count = ws_.read(out, capacity);
  return count > 0 ? static_cast<int>(count) : -1;
}

}  // namespace marquee
