// The whole stack above TCP against any server: packet guard, MQTT client, hub connection. The MQTT client trusts what it
// reads, so AddressSanitizer sees whatever the guard should have held back. The first byte says how the stream is cut.
#include <stdlib.h>

#include "../arduino/hub-client.h"
#include "scripted-client.h"

using namespace marquee;

namespace {

void require(bool condition) {
  if (!condition) abort();
}

struct Connected final : Dialer {
  bool has_network() override { return true; }
  Progress dial(const char*, uint16_t) override { return Progress::kDone; }
};

struct User final : MqttUser {
  size_t bytes = 0;

  Login login() override { return {"k", "k", "secret", "displays/k/status"}; }
  bool write_filter(size_t index, Writer& out) override {
    out.put("displays/k/").number(static_cast<int64_t>(index));
    return index < 3;
  }
  void received(Text topic, Text payload) override {
    require(!topic.empty() && memchr(topic.data, '#', topic.size) == nullptr);
    bytes += topic.size + payload.size;
    uint32_t sum = 0;
    for (size_t i = 0; i < payload.size; i++) sum += payload[i];
    require(sum <= payload.size * 255);
  }
  void oversize(Text topic, uint8_t, uint32_t) override { require(!topic.empty() && topic.size <= kMaxTopicBytes); }
  void subscription_refused(Text filter) override { require(!filter.empty()); }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 1) return 0;
  // Most inputs get past the CONNACK, where most of the code is.
  const std::string connack = (data[0] & 1u) == 0 ? std::string("\x20\x02\0\0", 4) : "";
  ScriptedClient tcp(connack + std::string(reinterpret_cast<const char*>(data + 1), size - 1), 1 + (data[0] >> 1u) * 8u);
  Connected dialer;
  User user;
  HubClient hub(tcp, nullptr, dialer);
  require(hub.begin(user));
  require(hub.dial(0) == Progress::kDone && hub.handshake(0) == Progress::kDone);
  Progress progress = Progress::kPending;
  while ((progress = hub.log_in(0)) == Progress::kPending) {
  }
  for (size_t i = 0; progress == Progress::kDone && hub.serve(0); i++) {
    if (i % 4 == 0) hub.publish("displays/k/ack", "x", false);
  }
  hub.refusal();
  require(user.bytes <= size);
  hub.close();
  require(!hub.has_input());
  return 0;
}
