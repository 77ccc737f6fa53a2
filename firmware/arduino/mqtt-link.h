#pragma once
// The MQTT session on PubSubClient. No other file names that library.

#include <Client.h>
#include <PubSubClient.h>

#include "../core/link/mqtt-user.h"

namespace marquee {

class MqttLink final : public MqttSession {
 public:
  // `connection` must outlive it and stand behind a packet guard. One at a time: PubSubClient's callback knows no context.
  explicit MqttLink(Client& connection) : client_(connection) {}

  // Takes its buffer, once. False if there is no memory for it.
  bool begin(MqttUser& user);

  bool connect(const Login& login) override;
  bool subscribe(const char* filter) override { return client_.subscribe(filter, 1); }
  bool publish(const char* topic, Text payload, bool retain) override;
  bool loop() override { return client_.loop(); }
  void disconnect() override { client_.disconnect(); }

 private:
  static void take(char* topic, uint8_t* payload, unsigned int size);

  PubSubClient client_;
};

}  // namespace marquee
