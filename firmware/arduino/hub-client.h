#pragma once
// The connection to the hub: TCP, WebSocket, packet guard and MQTT session put together.

#include "../core/link/link.h"
#include "dialer.h"
#include "mqtt-guard.h"
#include "mqtt-link.h"
#include "ws-client.h"

namespace marquee {

// NUL-terminated; must outlive its use.
struct HubAddress {
  const char* host;
  uint16_t port;
};

class HubClient final : public HubConnection, public Publisher, private OversizeListener {
 public:
  // All must outlive it. Without `web_socket` it speaks MQTT over `tcp` as it is.
  HubClient(Client& tcp, WsClient* web_socket, Dialer& dialer)
      : web_socket_(web_socket), dialer_(dialer), guard_(web_socket != nullptr ? *web_socket : tcp, *this), session_(guard_) {}

  // Who logs in from the next connection on. False if there is no memory for the packet buffer.
  bool begin(MqttUser& user);
  // Takes effect with the next connection.
  void set_address(const HubAddress& address) { address_ = address; }

  bool has_network() override { return dialer_.has_network(); }
  Progress dial(uint32_t now_ms) override;
  Progress handshake(uint32_t now_ms) override;
  Progress log_in(uint32_t now_ms) override;
  bool serve(uint32_t now_ms) override;
  bool has_input() override { return guard_.packets().available() > 0 || guard_.packets().is_behind(); }
  void close() override;
  Refusal refusal() override;
  void write_fault(Writer& out) override;

  bool publish(Text topic, Text payload, bool retain) override;
  void say_goodbye() override { session_.disconnect(); }

 private:
  void oversize(Text topic, uint8_t first_byte, uint32_t hash) override;
  bool subscribe();
  void report_refusals();

  WsClient* web_socket_;
  Dialer& dialer_;
  MqttGuard guard_;
  MqttLink session_;
  MqttUser* user_ = nullptr;
  HubAddress address_ = {"", 0};
  bool has_handshake_ = false;
  bool has_session_ = false;
};

}  // namespace marquee
