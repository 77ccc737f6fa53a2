#include "../board/unpaired-board.h"

#include "../arduino/hub-client.h"
#include "harness.h"
#include "mqtt-bytes.h"
#include "scripted-hub.h"

using namespace marquee;

namespace {

struct Talk final : PairingTalk {
  std::string heard;
  int greetings = 0;
  bool is_connected = false;
  bool has_credentials = false;

  Text client_id() override { return "pair-a0b1c2d3e4f5"; }
  Text filter() override { return "pairing/a0b1c2d3e4f5/+"; }
  void connected(uint32_t) override {
    is_connected = true;
    greetings = 1;
  }
  void disconnected() override { is_connected = false; }
  void received(Text topic, Text payload, uint32_t) override {
    heard += string_of(topic) + "=" + string_of(payload) + "\n";
    has_credentials = topic == "pairing/a0b1c2d3e4f5/credentials";
  }
  bool next_publication(Publication& publication, uint32_t) override {
    if (greetings == 0) return false;
    greetings--;
    publication = {"pairing/a0b1c2d3e4f5/hello", "{}", false};
    return true;
  }
  bool is_done() override { return has_credentials; }
};

struct Unpaired {
  ScriptedTcp tcp;
  FakeRandom random;
  Talk talk;
  HubClient hub{tcp, nullptr, tcp};
  UnpairedBoard board{hub, hub, random, talk};
  uint32_t now = 0;

  Unpaired() { CHECK(hub.begin(board)); }
  void pass(int loops, const std::string& answers) {
    tcp.stream.incoming += answers;
    for (int i = 0; i < loops; i++) board.loop(now += 10);
  }
  // Up to where the hub's answers are read.
  void dial() { pass(2, ""); }
  std::vector<std::string> written() { return packets_of(take(tcp.stream.written)); }
};

}  // namespace

TEST("a board without credentials says hello without any, and is done when they come") {
  Unpaired unpaired;
  unpaired.dial();
  unpaired.pass(4, connack() + suback(2, 0));
  CHECK(unpaired.talk.is_connected);
  const std::vector<std::string> written = unpaired.written();
  CHECK_EQUAL(written.size(), size_t{3});
  const auto text = [](const std::string& value) { return u16(value.size()) + value; };
  // Clean session, neither will nor user name.
  CHECK_EQUAL(written[0], "\x10" + text("MQTT") + "\x04\x02" + u16(15) + text("pair-a0b1c2d3e4f5"));
  CHECK_EQUAL(written[1], "\x82" + u16(2) + text("pairing/a0b1c2d3e4f5/+") + "\x01");
  CHECK_EQUAL(written[2], "\x30" + text("pairing/a0b1c2d3e4f5/hello") + "{}");

  unpaired.pass(2, publish("pairing/a0b1c2d3e4f5/code", "{\"code\":\"482913\"}"));
  CHECK(!unpaired.board.is_done());
  unpaired.pass(2, publish("pairing/a0b1c2d3e4f5/credentials", "{}"));
  CHECK(unpaired.board.is_done());
  CHECK_EQUAL(unpaired.written().back(), "\xE0");
  CHECK(!unpaired.tcp.stream.is_open());
  unpaired.pass(50, "");
  CHECK(unpaired.tcp.stream.written.empty());
}

TEST("a pairing that loses the hub begins again") {
  Unpaired unpaired;
  unpaired.dial();
  unpaired.pass(4, connack() + suback(2, 0));
  unpaired.tcp.stream.is_up = false;
  unpaired.pass(2, "");
  CHECK(!unpaired.talk.is_connected);
  unpaired.written();
  for (int i = 0; i < 200 && unpaired.board.link().state() != LinkState::kMqtt; i++) unpaired.pass(1, "");
  unpaired.pass(4, connack() + suback(2, 0));
  CHECK(unpaired.talk.is_connected);
  CHECK_EQUAL(unpaired.written().size(), size_t{3});
}

TEST("a hub that refuses the topic of the pairing is left") {
  Unpaired unpaired;
  unpaired.dial();
  unpaired.pass(4, connack() + suback(2, 0x80));
  CHECK(unpaired.board.link().state() == LinkState::kWait);
  CHECK(!unpaired.talk.is_connected);
}
