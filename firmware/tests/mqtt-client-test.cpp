// What the firmware relies on in PubSubClient. The client of the tests and PubSubClient itself (PUBSUBCLIENT_DIR) must both pass.
#include <PubSubClient.h>

#include "harness.h"
#include "mqtt-bytes.h"
#include "scripted-hub.h"

namespace {

std::string heard;

void hear(char* topic, uint8_t* payload, unsigned int size) {
  heard += std::string(topic) + "=" + std::string(reinterpret_cast<const char*>(payload), size) + "\n";
}

struct Session {
  ScriptedTcp tcp;
  PubSubClient client{tcp};

  Session() {
    heard.clear();
    tcp.stream.reopen();
    client.setServer("hub", 1883);
    client.setCallback(hear);
    client.setSocketTimeout(1);
    tcp.stream.incoming = connack();
    CHECK(client.connect("k"));
    tcp.stream.written.clear();
  }
  void loop(int times) {
    for (int i = 0; i < times; i++) client.loop();
  }
};

const std::string kTopic = "displays/k/message";

}  // namespace

TEST("the MQTT client takes a connection that is there instead of dialling") {
  Session session;
  CHECK(session.client.connected());
}

TEST("the MQTT client handles one packet in a loop") {
  Session session;
  session.tcp.stream.incoming = publish("a", "1") + publish("b", "2");
  session.loop(1);
  CHECK_EQUAL(heard, "a=1\n");
  session.loop(1);
  CHECK_EQUAL(heard, "a=1\nb=2\n");
}

TEST("the MQTT client drops without a word what is one byte too large for its buffer") {
  Session session;
  const std::string fits(256 - 5 - kTopic.size(), 'x');
  session.tcp.stream.incoming = publish(kTopic, fits) + publish(kTopic, fits + "x", 1, 3) + publish("b", "next");
  session.loop(3);
  CHECK_EQUAL(heard, kTopic + "=" + fits + "\nb=next\n");
  CHECK_EQUAL(session.tcp.stream.written, "");
}

TEST("the MQTT client acknowledges QoS 1 after its callback") {
  Session session;
  session.tcp.stream.incoming = publish("a", "x", 1, 0x0102);
  session.loop(1);
  CHECK_EQUAL(heard, "a=x\n");
  CHECK_EQUAL(session.tcp.stream.written, mqtt(0x40, u16(0x0102)));
}

TEST("the MQTT client publishes and subscribes with one write for each packet") {
  Session session;
  session.tcp.stream.writes = 0;
  CHECK(session.client.publish("a", "hello", true));
  CHECK(session.client.subscribe("b/+", 1));
  CHECK(session.client.unsubscribe("b/+"));
  CHECK_EQUAL(session.tcp.stream.writes, size_t{3});
  CHECK_EQUAL(session.tcp.stream.written,
              publish("a", "hello", 0, 0, 1) + subscribe(2, "b/+") + mqtt(0xA2, u16(3) + u16(3) + "b/+"));
}

TEST("the MQTT client refuses to publish what does not fit, and streams it") {
  Session session;
  const std::string payload(1000, 'x');
  CHECK(!session.client.publish("a", payload.c_str()));
  CHECK(session.client.beginPublish("a", 1000, false));
  CHECK_EQUAL(session.client.write(reinterpret_cast<const uint8_t*>(payload.data()), 1000), size_t{1000});
  CHECK(session.client.endPublish());
  CHECK_EQUAL(session.tcp.stream.written, publish("a", payload));
}

TEST("the MQTT client says why it was refused and closes the connection") {
  Session session;
  session.client.disconnect();
  session.tcp.stream.reopen();
  session.tcp.stream.incoming = connack(5);
  CHECK(!session.client.connect("k", "user", "wrong"));
  CHECK_EQUAL(session.client.state(), 5);
  CHECK(!session.tcp.stream.is_open());
}

TEST("the MQTT client notices a loss when it is asked") {
  Session session;
  session.tcp.stream.is_up = false;
  CHECK(!session.client.loop());
  CHECK_EQUAL(session.client.state(), MQTT_CONNECTION_LOST);
}
