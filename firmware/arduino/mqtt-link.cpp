#include "mqtt-link.h"

namespace marquee {

namespace {

MqttUser* listening = nullptr;

}  // namespace

bool MqttLink::begin(MqttUser& user) {
  listening = &user;
  // PubSubClient leaves its server and its callback undefined; the connection is made below, so the name is never looked up.
  client_.setServer("", 0);
  client_.setCallback(take);
  client_.setKeepAlive(kKeepAliveS);
  client_.setSocketTimeout(kLoginTimeoutS);
  return client_.setBufferSize(static_cast<uint16_t>(kPacketBytes));
}

bool MqttLink::connect(const Login& login) {
  return client_.connect(login.client_id, login.user, login.secret, login.will_topic, 1, true, "offline", true);
}

bool MqttLink::publish(const char* topic, Text payload, bool retain) {
  return client_.publish(topic, payload.data, static_cast<unsigned int>(payload.size), retain);
}

void MqttLink::take(char* topic, uint8_t* payload, unsigned int size) {
  if (listening != nullptr) listening->received(Text::of(topic), {payload, size});
}

}  // namespace marquee
