#include "../board/board.h"

#include <deque>
#include <vector>

#include "fake-stream.h"
#include "harness.h"

using namespace marquee;

namespace {

// All ports of a board in one, moved by the test.
struct Surroundings final : HubConnection, Publisher, Glass, Panel, System, MessageObserver {
  Progress logged_in = Progress::kDone;
  bool serves = true;
  bool takes_publications = true;
  bool has_restarted = false;
  int goodbyes = 0;
  int closes = 0;
  std::vector<std::string> published;
  std::deque<std::string> incoming;  // topic=payload
  std::deque<std::string> pressed;
  std::string observed;
  std::string row;
  std::string pressed_name;
  Switch led = {};
  uint8_t address = 0;
  MqttUser* user = nullptr;

  bool has_network() override { return true; }
  Progress dial(uint32_t) override { return Progress::kDone; }
  Progress handshake(uint32_t) override { return Progress::kDone; }
  Progress log_in(uint32_t) override { return logged_in; }
  bool serve(uint32_t) override {
    if (incoming.empty()) return serves;
    const std::string message = incoming.front();
    incoming.pop_front();
    const size_t at = message.find('=');
    user->received(text_of(message.substr(0, at)), text_of(message.substr(at + 1)));
    return serves;
  }
  bool has_input() override { return !incoming.empty(); }
  void close() override { closes++; }
  Refusal refusal() override { return Refusal::kNone; }
  void write_fault(Writer& out) override { out.put("test"); }

  bool publish(Text topic, Text payload, bool retain) override {
    if (takes_publications) published.push_back(string_of(topic) + (retain ? " R " : " ") + string_of(payload));
    return takes_publications;
  }
  void say_goodbye() override { goodbyes++; }

  uint32_t show(const Screen& screen, const Switch&, uint32_t) override {
    row = string_of({screen.picture.cells, screen.size.columns});
    return 60000;
  }
  uint32_t i2c_errors() override { return 3; }
  void set_address(uint8_t wanted) override { address = wanted; }
  void show_test(TestPicture) override {}

  bool next_input(Text& name, Text& event, uint32_t) override {
    if (pressed.empty()) return false;
    pressed_name = pressed.front();
    pressed.pop_front();
    name = text_of(pressed_name);
    event = "press";
    return true;
  }
  void set_led(const Switch& wanted) override { led = wanted; }
  TuneFault play(Text tune, uint32_t) override {
    observed += "tune " + string_of(tune);
    return check_tune(tune);
  }
  uint32_t held_ms(uint8_t) override { return 0; }

  int32_t rssi() override { return -61; }
  uint32_t free_heap() override { return 20000; }
  int64_t unix_ms() override { return 0; }
  Text ip() override { return {}; }
  void restart() override { has_restarted = true; }
  void message_received(Text payload) override { observed += string_of(payload); }

  // What was published below displays/kitchen/ since the last call.
  std::vector<std::string> take_published() {
    std::vector<std::string> taken;
    taken.swap(published);
    return taken;
  }
};

struct Running {
  Surroundings around;
  FakeRandom random;
  Board board{{around, around, random, around, around, around, &around}};
  uint32_t now = 0xFFFFF000u;  // wraps on the way

  Running() {
    Identity identity;
    identity.id = "kitchen";
    around.user = &board;
    CHECK(board.begin(identity, {16, 2, Rom::A00}, "secret") == BeginError::kNone);
  }
  // Lets time pass as the board asks for it.
  void pass(uint32_t ms) {
    const uint32_t end = now + ms;
    for (;;) {
      const uint32_t wait = board.loop(now);
      if (end - now < wait || end - now == 0) break;
      now += wait;
    }
    now = end;
  }
  void send(const std::string& topic, const std::string& payload) {
    around.incoming.push_back(topic + "=" + payload);
    pass(1);
  }
  bool has_published(const std::string& line) const {
    for (const std::string& each : around.published) {
      if (each == line) return true;
    }
    return false;
  }
  void come_up() {
    pass(50);
    CHECK(board.link().is_up());
    around.published.clear();
  }
};

bool contains(const std::vector<std::string>& lines, const std::string& start) {
  for (const std::string& line : lines) {
    if (line.compare(0, start.size(), start) == 0) return true;
  }
  return false;
}

}  // namespace

TEST("a board says what it is when it comes up, and how it is") {
  Running running;
  running.pass(50);
  const std::vector<std::string> published = running.around.take_published();
  CHECK_EQUAL(published[0], "displays/kitchen/status R online");
  for (const char* topic : {"about R ", "screen R ", "backlight R ", "led R ", "telemetry {\"rssi\":-61,\"heap\":20000,\"uptimeS\":0,\"reconnects\":0"}) {
    if (!contains(published, std::string("displays/kitchen/") + topic)) FAIL(topic);
  }
}

TEST("telemetry comes every minute and knows the uptime") {
  Running running;
  running.come_up();
  running.pass(59000);
  CHECK(!contains(running.around.take_published(), "displays/kitchen/telemetry"));
  running.pass(2000);
  CHECK(contains(running.around.take_published(), "displays/kitchen/telemetry {\"rssi\":-61,\"heap\":20000,\"uptimeS\":60,"));
}

TEST("a message is shown, acknowledged and told to the sketch") {
  Running running;
  running.come_up();
  running.send("displays/kitchen/message", "{\"text\":\"Dinner\",\"id\":\"m1\",\"sound\":\"a:d=4,o=5,b=100:c\"}");
  CHECK_EQUAL(running.around.row, "Dinner          ");
  CHECK(contains(running.around.take_published(), "displays/kitchen/ack {\"id\":\"m1\",\"state\":\"shown\""));
  CHECK(running.around.observed.find("Dinner") != std::string::npos);
  CHECK(running.around.observed.find("tune a:d=4") != std::string::npos);
}

TEST("the led is switched and confirmed") {
  Running running;
  running.come_up();
  running.send("displays/kitchen/led/set", "ON");
  CHECK(running.around.led.on);
  CHECK(running.has_published("displays/kitchen/led R {\"state\":\"ON\",\"brightness\":255}"));
}

TEST("buttons are reported") {
  Running running;
  running.come_up();
  running.around.pressed.push_back("left");
  running.pass(1);
  CHECK(running.has_published("displays/kitchen/input/left {\"event_type\":\"press\"}"));
}

TEST("an ack of a message that came right before a loss is sent after it") {
  Running running;
  running.come_up();
  running.around.takes_publications = false;
  running.send("displays/kitchen/message", "{\"text\":\"first\",\"id\":\"m1\"}");
  CHECK(!running.board.link().is_up());
  running.around.takes_publications = true;
  running.pass(2000);
  CHECK(running.board.link().is_up());
  // The hub has no answer to the first and sends it again.
  running.send("displays/kitchen/message", "{\"text\":\"first\",\"id\":\"m1\"}");
  CHECK(contains(running.around.published, "displays/kitchen/ack {\"id\":\"m1\",\"state\":\"shown\""));
  CHECK(contains(running.around.published, "displays/kitchen/status R online"));
  CHECK(running.has_published("displays/kitchen/log link lost: test"));
}

TEST("an answer that could not be sent is sent after the next connection, once") {
  Running running;
  running.come_up();
  running.send("displays/kitchen/message",
               "{\"text\":\"Dinner?\",\"id\":\"q\",\"hold\":true,\"actions\":[{\"input\":\"ok\",\"label\":\"Yes\",\"reply\":\"yes\"}]}");
  running.around.takes_publications = false;
  running.around.pressed.push_back("ok");
  running.pass(1);
  CHECK(!running.board.link().is_up());
  running.around.take_published();
  running.around.takes_publications = true;
  running.pass(5000);
  int answers = 0;
  for (const std::string& line : running.around.published) answers += line.find("\"reason\":\"action:yes\",\"input\":\"ok\"") != std::string::npos;
  CHECK_EQUAL(answers, 1);
}

TEST("a glass goes on without the hub") {
  Running running;
  running.come_up();
  running.send("displays/kitchen/message", "{\"text\":\"first\",\"showMs\":5000}");
  running.send("displays/kitchen/message", "{\"text\":\"second\",\"showMs\":5000}");
  running.around.serves = false;
  running.around.logged_in = Progress::kFailed;
  running.pass(100);
  CHECK_EQUAL(running.around.row, "first           ");
  running.pass(5000);
  CHECK_EQUAL(running.around.row, "second          ");
}

TEST("a page for times without a hub is shown from the loss of the link to the next connection") {
  Running running;
  running.come_up();
  running.send("displays/kitchen/page/away", "{\"text\":\"No hub {{age}}\",\"when\":\"offline\"}");
  running.send("displays/kitchen/page/news", "News");
  CHECK_EQUAL(running.around.row, "News            ");
  running.around.serves = false;
  running.around.logged_in = Progress::kFailed;
  running.pass(5);
  CHECK_EQUAL(running.around.row, "No hub 0 s      ");
  running.around.serves = true;
  running.around.logged_in = Progress::kDone;
  running.pass(5000);
  CHECK_EQUAL(running.around.row, "News            ");
}

TEST("a refused subscription and an oversize payload are told") {
  Running running;
  running.come_up();
  running.around.user->subscription_refused("displays/kitchen/config");
  running.around.user->oversize("displays/kitchen/message", 'x', 0x12345678);
  running.pass(1);
  CHECK(running.has_published("displays/kitchen/log subscription refused: displays/kitchen/config"));
  CHECK(running.has_published("displays/kitchen/ack {\"id\":\"~12345678\",\"state\":\"rejected\",\"reason\":\"too_long:text\",\"elapsedMs\":0}"));
}

TEST("restarts on command without a goodbye, so that the hub publishes the will") {
  Running running;
  running.come_up();
  running.send("displays/kitchen/command", "restart");
  CHECK(running.around.has_restarted);
  CHECK_EQUAL(running.around.goodbyes, 0);
  CHECK(running.around.closes > 0);
}

TEST("messages go to peers of the configuration alone, and only while the link is up") {
  Running running;
  CHECK(!running.board.send_to_peer("bath", "1"));
  running.come_up();
  CHECK(!running.board.send_to_peer("bath", "1"));
  running.send("displays/kitchen/config", "{\"peers\":[\"bath\"]}");
  CHECK(running.board.send_to_peer("bath", "1"));
  CHECK(!running.board.send_to_peer("hall", "1"));
  CHECK(!running.board.send_to_peer("bath", text_of(std::string(kMaxPayloadBytes + 1, 'x'))));
  CHECK(running.has_published("displays/bath/message 1"));
}

TEST("sensors are published retained below the display") {
  Running running;
  CHECK(!running.board.publish_sensor("temperature", "21.5"));
  running.come_up();
  CHECK(running.board.publish_sensor("temperature", "21.5"));
  CHECK(!running.board.publish_sensor("Temp/x", "21.5"));
  CHECK(!running.board.publish_sensor("temperature", text_of(std::string(kMaxSensorBytes + 1, '1'))));
  CHECK(running.has_published("displays/kitchen/sensor/temperature R 21.5"));
}

TEST("a stop says offline and goodbye") {
  Running running;
  running.come_up();
  running.board.stop();
  CHECK(running.has_published("displays/kitchen/status R offline"));
  CHECK_EQUAL(running.around.goodbyes, 1);
}

TEST("a cover is shown instead of the screen, and the hub is not told of it") {
  Running running;
  running.come_up();
  Screen notice = running.board.display().screen();
  memcpy(notice.picture.cells, "Joining", 7);
  running.board.cover(&notice);
  running.pass(1000);
  CHECK_EQUAL(running.around.row.substr(0, 7), "Joining");
  CHECK(running.around.published.empty());
  running.board.cover(nullptr);
  running.pass(1000);
  CHECK_EQUAL(running.around.row, "    Marquee     ");
}

TEST("connects anew at once when it is told to") {
  Running running;
  running.come_up();
  running.board.reconnect();
  running.pass(1);
  running.pass(100);
  CHECK_EQUAL(running.board.link().connects(), 2u);
  CHECK(running.has_published("displays/kitchen/status R online"));
}

TEST("an id that is none does not begin") {
  Surroundings around;
  FakeRandom random;
  Board board({around, around, random, around, around, around, nullptr});
  Identity identity;
  identity.id = "all";
  CHECK(board.begin(identity, {16, 2, Rom::A00}, {}) == BeginError::kId);
}

TEST("the address of the LCD in the hub's configuration reaches the driver") {
  Running running;
  running.come_up();
  CHECK_EQUAL(running.around.address, 0);
  running.send("displays/kitchen/config", "{\"i2cAddress\":63}");
  CHECK_EQUAL(running.around.address, 63);
}

TEST("a tune with a fault is told to the hub, and its message is shown") {
  Running running;
  running.come_up();
  running.send("displays/kitchen/message", "{\"text\":\"Dinner\",\"id\":\"m1\",\"sound\":\"no tune\"}");
  CHECK_EQUAL(running.around.row, "Dinner          ");
  running.pass(1000);
  CHECK(contains(running.around.take_published(), "displays/kitchen/log tune: "));
}
