#include "../arduino/hub-client.h"

#include "harness.h"
#include "mqtt-bytes.h"
#include "scripted-hub.h"
#include "ws-server.h"

using namespace marquee;

namespace {

struct User final : MqttUser {
  std::string heard;
  std::string refused;

  Login login() override { return {"kitchen", "kitchen", "mqd_secret", "displays/kitchen/status"}; }
  bool write_filter(size_t index, Writer& out) override {
    if (index >= 2) return false;
    out.put(index == 0 ? "a/message" : "a/config");
    return true;
  }
  void received(Text topic, Text payload) override { heard += string_of(topic) + "=" + string_of(payload) + "\n"; }
  void oversize(Text topic, uint8_t, uint32_t) override { heard += string_of(topic) + " is too large\n"; }
  void subscription_refused(Text filter) override { refused += string_of(filter); }
};

// A hub connection over plain TCP whose other end the test writes.
struct Connection {
  ScriptedTcp tcp;
  User user;
  HubClient hub{tcp, nullptr, tcp};

  Connection() { CHECK(hub.begin(user)); }
  // Dials, and logs in to a hub that has answered already.
  Progress log_in(const std::string& answers) {
    CHECK(hub.dial(0) == Progress::kDone);
    CHECK(hub.handshake(0) == Progress::kDone);
    tcp.stream.incoming = answers;
    Progress progress = Progress::kPending;
    for (int i = 0; i < 9 && progress == Progress::kPending; i++) progress = hub.log_in(0);
    return progress;
  }
  std::string fault() {
    uint8_t bytes[64];
    Writer out(bytes, sizeof bytes);
    hub.write_fault(out);
    return string_of(out.text());
  }
};

const std::string kGranted = suback(2, 1) + suback(3, 1);

}  // namespace

TEST("logs in with id, secret and will, and subscribes at QoS 1") {
  Connection connection;
  CHECK(connection.log_in(connack() + kGranted) == Progress::kDone);
  const std::vector<std::string> packets = packets_of(connection.tcp.stream.written);
  CHECK_EQUAL(packets.size(), size_t{3});
  const auto text = [](const std::string& value) { return u16(value.size()) + value; };
  // User name, password, will retained at QoS 1, clean session; keep alive 15 s.
  CHECK_EQUAL(packets[0], "\x10" + text("MQTT") + "\x04\xEE" + u16(15) + text("kitchen") + text("displays/kitchen/status") +
                              text("offline") + text("kitchen") + text("mqd_secret"));
  CHECK_EQUAL(packets[1], "\x82" + u16(2) + text("a/message") + "\x01");
  CHECK_EQUAL(packets[2], "\x82" + u16(3) + text("a/config") + "\x01");
}

TEST("is not logged in before the last subscription is answered") {
  Connection connection;
  CHECK(connection.log_in(connack() + suback(3, 1)) == Progress::kPending);
  connection.tcp.stream.incoming = publish("a/message", "early", 1, 4) + suback(2, 1);
  CHECK(connection.hub.log_in(0) == Progress::kPending);
  CHECK(connection.hub.log_in(0) == Progress::kDone);
  CHECK_EQUAL(connection.user.heard, "a/message=early\n");
  CHECK_EQUAL(packets_of(connection.tcp.stream.written).back(), "\x40" + u16(4));
}

TEST("a refused subscription is told and does not end the connection") {
  Connection connection;
  CHECK(connection.log_in(connack() + suback(2, 1) + suback(3, 0x80)) == Progress::kDone);
  CHECK_EQUAL(connection.user.refused, "a/config");
}

TEST("messages are handed on one by one and acknowledged; one that is too large is told") {
  Connection connection;
  CHECK(connection.log_in(connack() + kGranted) == Progress::kDone);
  connection.tcp.stream.written.clear();
  connection.tcp.stream.incoming = publish("a/message", "1", 1, 7) + publish("a/message", std::string(20000, 'x'), 1, 8) + publish("b", "");
  for (int i = 0; i < 9; i++) CHECK(connection.hub.serve(0));
  CHECK_EQUAL(connection.user.heard, "a/message=1\na/message is too large\nb=\n");
  CHECK_EQUAL(connection.tcp.stream.written, mqtt(0x40, u16(7)) + mqtt(0x40, u16(8)));
}

TEST("a refusal by CONNACK is told with its code and is over with the next try") {
  for (int code : {2, 4, 5}) {
    Connection connection;
    CHECK(connection.log_in(connack(code)) == Progress::kFailed);
    CHECK(connection.hub.refusal() == Refusal::kCredentials);
    CHECK_EQUAL(connection.fault(), "CONNACK " + std::to_string(code));
    connection.hub.close();
    connection.tcp.dialled = Progress::kFailed;
    CHECK(connection.hub.dial(0) == Progress::kFailed);
    CHECK(connection.hub.refusal() == Refusal::kNone);
  }
  Connection busy;
  CHECK(busy.log_in(connack(3)) == Progress::kFailed);
  CHECK(busy.hub.refusal() == Refusal::kLater);
}

TEST("a hub that closes instead of answering CONNECT is given up at once") {
  Connection connection;
  connection.tcp.stream.is_up = true;
  CHECK(connection.hub.dial(0) == Progress::kDone);
  connection.tcp.stream.is_up = false;
  connection.tcp.stream.incoming = "\x20";
  const uint32_t before = millis();
  CHECK(connection.hub.log_in(0) == Progress::kFailed);
  CHECK(millis() - before < kLoginTimeoutS * 1000u);
}

TEST("logs in anew after a loss that nobody but the link has noticed") {
  Connection connection;
  CHECK(connection.log_in(connack() + kGranted) == Progress::kDone);
  connection.hub.close();
  CHECK(connection.log_in(connack() + kGranted) == Progress::kDone);
  CHECK_EQUAL(packets_of(connection.tcp.stream.written).size(), size_t{3});
}

TEST("a packet that is cut off by a loss does not reach into the next connection") {
  Connection connection;
  CHECK(connection.log_in(connack() + kGranted + publish("a/message", "half").substr(0, 9)) == Progress::kDone);
  CHECK(connection.hub.serve(0));
  connection.hub.close();
  CHECK(connection.log_in(connack() + kGranted + publish("a/message", "whole")) == Progress::kDone);
  CHECK(connection.hub.serve(0));
  CHECK_EQUAL(connection.user.heard, "a/message=whole\n");
}

TEST("publishes retained and not, and says goodbye") {
  Connection connection;
  CHECK(!connection.hub.publish("a/ack", "x", false));
  CHECK(connection.log_in(connack() + kGranted) == Progress::kDone);
  connection.tcp.stream.written.clear();
  CHECK(connection.hub.publish("a/ack", "x", false));
  CHECK(connection.hub.publish("a/status", "online", true));
  CHECK(!connection.hub.publish(text_of(std::string(kMaxTopicBytes + 1, 't')), "x", false));
  CHECK(!connection.hub.publish("a/ack", text_of(std::string(kPacketBytes, 'x')), false));
  CHECK_EQUAL(connection.tcp.stream.written, publish("a/ack", "x") + publish("a/status", "online", 0, 0, 1));
  connection.hub.say_goodbye();
  CHECK_EQUAL(packets_of(connection.tcp.stream.written).back(), "\xE0");
  CHECK(!connection.hub.serve(0));
}

TEST("over WebSocket a refusal, a restart and a busy hub are told apart") {
  const struct {
    std::string answer;
    Refusal refusal;
    std::string fault;
  } cases[] = {
      {"HTTP/1.1 401 Unauthorized\r\n\r\n", Refusal::kCredentials, "websocket status 401"},
      {"HTTP/1.1 403 Forbidden\r\n\r\n", Refusal::kCredentials, "websocket status 403"},
      {"HTTP/1.1 503 Busy\r\n\r\n", Refusal::kLater, "websocket status 503"},
      {"HTTP/1.1 404 Where\r\n\r\n", Refusal::kNone, "websocket status 404"},
  };
  for (const auto& expected : cases) {
    ScriptedTcp tcp;
    FakeRandom random;
    User user;
    WsClient web_socket(tcp, random);
    HubClient hub(tcp, &web_socket, tcp);
    CHECK(hub.begin(user));
    CHECK(hub.dial(0) == Progress::kDone);
    CHECK(hub.handshake(0) == Progress::kPending);
    tcp.stream.incoming = expected.answer;
    CHECK(hub.handshake(0) == Progress::kFailed);
    CHECK(hub.refusal() == expected.refusal);
    uint8_t bytes[64];
    Writer out(bytes, sizeof bytes);
    hub.write_fault(out);
    CHECK_EQUAL(string_of(out.text()), expected.fault);
  }
}

TEST("a close with 1012 or 1013 is honoured") {
  for (int code : {1001, 1012, 1013}) {
    ScriptedTcp tcp;
    FakeRandom random;
    User user;
    WsClient web_socket(tcp, random, "/mqtt");
    HubClient hub(tcp, &web_socket, tcp);
    CHECK(hub.begin(user));
    CHECK(hub.dial(0) == Progress::kDone);
    CHECK(hub.handshake(0) == Progress::kPending);
    tcp.stream.incoming = accepted(tcp.stream.written) + frame(connack() + kGranted) +
                          frame({static_cast<char>(code >> 8), static_cast<char>(code)}, 0x88);
    CHECK(hub.handshake(0) == Progress::kDone);
    bool is_served = true;
    for (int i = 0; i < 9 && hub.log_in(0) == Progress::kPending; i++) {
    }
    for (int i = 0; i < 9 && is_served; i++) is_served = hub.serve(0);
    CHECK(!is_served);
    CHECK(hub.refusal() == (code == 1012 ? Refusal::kRestarting : code == 1013 ? Refusal::kLater : Refusal::kNone));
  }
}

TEST("an IPv6 address stands in brackets in the request, a name does not") {
  ScriptedTcp tcp;
  FakeRandom random;
  WsClient web_socket(tcp, random);
  CHECK(web_socket.start_handshake("::1", 80));
  CHECK(tcp.stream.written.find("\r\nHost: [::1]:80\r\n") != std::string::npos);
  CHECK(web_socket.start_handshake("hub", 8080));
  CHECK(tcp.stream.written.find("\r\nHost: hub:8080\r\n") != std::string::npos);
}
