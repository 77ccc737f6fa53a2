#pragma once
// Who connects to the hub, and what it wants to hear.

#include "../text/writer.h"
#include "packet-guard.h"

namespace marquee {

// NUL-terminated; valid as long as the connection. `user`, `secret` and `will_topic` may be null.
struct Login {
  const char* client_id;
  const char* user;
  const char* secret;
  const char* will_topic;  // gets `offline`, retained, at QoS 1
};

// Calls come out of the link's step(); nothing may be published during them.
class MqttUser : public OversizeListener {
 public:
  virtual Login login() = 0;
  // Writes topic filter number `index`; false after the last. At most kMaxSubscriptions.
  virtual bool write_filter(size_t index, Writer& out) = 0;
  // The views are valid during the call.
  virtual void received(Text topic, Text payload) = 0;
  virtual void subscription_refused(Text filter) = 0;

 protected:
  ~MqttUser() = default;
};

// One MQTT session; how little the rest has to know of the MQTT library.
class MqttSession {
 public:
  // Sends CONNECT and waits for CONNACK, at most kLoginTimeoutS.
  virtual bool connect(const Login& login) = 0;
  virtual bool subscribe(const char* filter) = 0;
  virtual bool publish(const char* topic, Text payload, bool retain) = 0;
  // Takes at most one packet and keeps the connection alive. False when it is lost.
  virtual bool loop() = 0;
  virtual void disconnect() = 0;

 protected:
  ~MqttSession() = default;
};

}  // namespace marquee
