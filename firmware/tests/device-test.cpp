// A board from its box to its hub and back: what is on its glass and whom it is to the hub, over ports that the test moves.
#include "../board/device.h"

#include <deque>
#include <vector>

#include "../host/memory-store.h"
#include "fake-stream.h"
#include "harness.h"

using namespace marquee;

namespace {

constexpr char kPairing[] = "pairing/020304050607/";

struct World final : HubConnection, Publisher, Glass, Panel, System, HubRoute, WifiPort, ByteSink {
  bool is_in_network = false;
  bool answers_discovery = false;
  bool has_restarted = false;
  Progress dialled = Progress::kDone;
  DialFault dial_fault = DialFault::kNone;
  Refusal refused = Refusal::kNone;
  MqttUser* user = nullptr;
  uint32_t held[2] = {};
  int joins = 0;
  std::deque<std::string> incoming;
  std::vector<std::string> published;
  std::string route;
  std::string logged_in;
  std::string rows;
  TestPicture test = TestPicture::kNone;

  bool has_network() override { return is_in_network && !route.empty(); }
  Progress dial(uint32_t) override { return dialled; }
  Progress handshake(uint32_t) override { return Progress::kDone; }
  Progress log_in(uint32_t) override {
    const Login login = user->login();
    logged_in = std::string(login.client_id) + " " + (login.user != nullptr ? login.user : "-") + " " + (login.secret != nullptr ? login.secret : "-");
    return refused == Refusal::kNone ? Progress::kDone : Progress::kFailed;
  }
  bool serve(uint32_t) override {
    if (incoming.empty()) return true;
    const std::string message = incoming.front();
    incoming.pop_front();
    const size_t at = message.find('=');
    user->received(text_of(message.substr(0, at)), text_of(message.substr(at + 1)));
    return true;
  }
  bool has_input() override { return !incoming.empty(); }
  void close() override {}
  Refusal refusal() override { return refused; }
  void write_fault(Writer&) override {}
  bool publish(Text topic, Text payload, bool) override {
    published.push_back(string_of(topic) + " " + string_of(payload));
    return true;
  }
  void say_goodbye() override {}

  uint32_t show(const Screen& screen, const Switch&, uint32_t) override {
    rows.clear();
    for (unsigned i = 0; i < screen.size.rows; i++) {
      rows += string_of({screen.picture.cells + i * screen.size.columns, screen.size.columns}) + "|";
    }
    return 1000;
  }
  uint32_t i2c_errors() override { return 0; }
  void set_address(uint8_t) override {}
  void show_test(TestPicture wanted) override { test = wanted; }
  bool next_input(Text&, Text&, uint32_t) override { return false; }
  uint32_t held_ms(uint8_t button) override { return held[button]; }
  void set_led(const Switch&) override {}
  TuneFault play(Text, uint32_t) override { return {TuneError::kNone, 0}; }
  int32_t rssi() override { return -50; }
  uint32_t free_heap() override { return 1000; }
  int64_t unix_ms() override { return 0; }
  Text ip() override { return "192.168.1.7"; }
  void restart() override { has_restarted = true; }

  void joined() override { joins++; }
  bool discover(HubEndpoint& hub) override {
    if (!answers_discovery) return false;
    hub = HubEndpoint{};
    hub.host.set("192.168.1.2");
    hub.port = 8080;
    hub.path.set("/mqtt");
    return true;
  }
  void take(const HubEndpoint& hub) override { route = string_of(hub.host.view()); }
  DialFault fault() override { return dial_fault; }
  void join(const Network&) override {}
  bool is_joined() override { return is_in_network; }
  void open_access_point(const SetupNetwork&) override {}
  void close_access_point() override {}
  bool is_access_point_used() override { return false; }
  void start_scan() override {}
  bool take_scan(ScanList&) override { return false; }
  void write(Text) override {}
};

struct Running {
  MemoryStore& store;
  World world;
  FakeRandom random;
  SetUp set_up{world, store, world};
  Json json = {};
  Device device{{{world, world, random, world, world, world, nullptr}, set_up, world, json, nullptr}};
  uint32_t now = 0xFFFFE000u;  // wraps on the way

  explicit Running(MemoryStore& kept) : store(kept) {
    DeviceIdentity identity{{2, 3, 4, 5, 6, 7}, "esp32", "0.1.0", "led"};
    set_up.begin({{2, 3, 4, 5, 6, 7}, "esp32", "0.1.0", "192.168.4.1"}, 12345678, now);
    device.begin(identity);
    world.user = &device;
  }
  void pass(uint32_t ms) {
    const uint32_t end = now + ms;
    for (;;) {
      const uint32_t wait = device.loop(now);
      if (end - now < wait || end == now) break;
      now += wait == 0 ? 1 : wait;
    }
    now = end;
  }
  void send(const std::string& topic, const std::string& payload) {
    world.incoming.push_back(topic + "=" + payload);
    pass(1300);
  }
  void reach_hub() {
    world.is_in_network = true;
    world.answers_discovery = true;
    pass(200);
  }
  bool shows(const std::string& part) const { return world.rows.find(part) != std::string::npos; }
  bool has_published(const std::string& start) const {
    for (const std::string& line : world.published) {
      if (line.compare(0, start.size(), start) == 0) return true;
    }
    return false;
  }
};

// Credentials of a board that was paired before.
MemoryStore paired_store() {
  MemoryStore store;
  Credentials credentials{};
  credentials.id.set("kitchen");
  credentials.secret.set("mqd_secret");
  CHECK(save_credentials(store, credentials));
  return store;
}

}  // namespace

TEST("a new board shows its set-up network, looks for the hub, asks for a code, shows it and becomes the display") {
  MemoryStore store;
  Running running(store);
  running.pass(300);
  CHECK(running.shows("Marquee-0607"));
  running.world.is_in_network = true;
  running.pass(1300);
  CHECK(running.shows("Looking for"));
  CHECK_EQUAL(running.world.joins, 1);
  running.world.answers_discovery = true;
  running.pass(kDiscoveryIntervalMs + 1300);
  CHECK_EQUAL(running.world.route, "192.168.1.2");
  CHECK_EQUAL(running.world.logged_in, "pair-020304050607 - -");
  CHECK(running.shows("Asking the hub"));
  CHECK(running.has_published(std::string(kPairing) + "hello {\"board\":\"esp32\""));
  running.send(std::string(kPairing) + "code", "{\"code\":\"482913\",\"expiresMs\":600000}");
  CHECK(running.shows("Pair me"));
  CHECK(running.shows("482 913"));
  CHECK_EQUAL(string_of(running.device.pairing_code()), "482913");
  running.send(std::string(kPairing) + "code", "{\"code\":null,\"retryMs\":60000}");
  CHECK(running.shows("Too many guesses"));
  running.send(std::string(kPairing) + "credentials", "{\"id\":\"kitchen\",\"secret\":\"mqd_secret\",\"name\":\"Galley\"}");
  CHECK(running.device.stage() == DeviceStage::kRunning);
  CHECK(running.shows("Galley"));
  CHECK_EQUAL(running.world.logged_in, "kitchen kitchen mqd_secret");
  CHECK(running.has_published("displays/kitchen/status online"));
  running.pass(kPairedNoticeMs);
  CHECK(running.shows("Marquee"));
}

TEST("a paired board is its display at once, and knows its address") {
  MemoryStore store = paired_store();
  Running running(store);
  running.reach_hub();
  CHECK_EQUAL(running.world.logged_in, "kitchen kitchen mqd_secret");
  bool has_address = false;
  for (const std::string& line : running.world.published) has_address = has_address || line.find("192.168.1.7") != std::string::npos;
  CHECK(has_address);
}

TEST("refused credentials are told on the glass and kept") {
  MemoryStore store = paired_store();
  Running running(store);
  running.world.refused = Refusal::kCredentials;
  running.reach_hub();
  running.pass(1000);
  CHECK(running.shows("Hub refused me"));
  CHECK(!running.set_up.configuration().credentials.id.empty());
}

TEST("a hub that proves nothing, a missing time and a hub that does not answer are told on the glass") {
  MemoryStore store = paired_store();
  Running running(store);
  running.world.dialled = Progress::kFailed;
  running.reach_hub();
  running.pass(1000);
  CHECK(running.shows("Waiting for hub"));
  running.world.dial_fault = DialFault::kWrongCertificate;
  running.pass(1000);
  CHECK(running.shows("certificate"));
  running.world.dial_fault = DialFault::kNoTime;
  running.pass(1000);
  CHECK(running.shows("the time"));
}

TEST("a message stays on the glass while the hub is away") {
  MemoryStore store = paired_store();
  Running running(store);
  running.reach_hub();
  running.send("displays/kitchen/message", "{\"text\":\"Dinner\",\"id\":\"m1\",\"showMs\":120000}");
  running.world.dialled = Progress::kFailed;
  running.device.board().reconnect();
  running.pass(kQuietLossMs + 5000);
  CHECK(running.shows("Dinner"));
}

TEST("the first button held for 10 s forgets everything and restarts, once") {
  MemoryStore store = paired_store();
  Running running(store);
  running.reach_hub();
  running.world.held[0] = kForgetHoldMs - 1;
  running.pass(100);
  CHECK(!running.world.has_restarted);
  running.world.held[0] = kForgetHoldMs;
  running.pass(1300);
  CHECK(running.world.has_restarted);
  CHECK(running.has_published("displays/kitchen/status offline"));
  Configuration kept{};
  load_configuration(store, kept);
  CHECK(kept.credentials.id.empty());
}

TEST("a first button that is stuck from the start forgets nothing") {
  MemoryStore store = paired_store();
  Running running(store);
  running.world.held[0] = 1;
  running.reach_hub();
  running.world.held[0] = kForgetHoldMs * 2;
  running.pass(1300);
  CHECK(!running.world.has_restarted);
}

TEST("the second button held for 5 s shows the contrast test until it is held again or the time is over") {
  MemoryStore store = paired_store();
  Running running(store);
  running.reach_hub();
  const auto hold = [&running] {
    running.world.held[1] = kContrastHoldMs;
    running.pass(1300);
    running.world.held[1] = 0;
    running.pass(1300);
  };
  hold();
  CHECK(running.world.test == TestPicture::kContrast);
  hold();
  CHECK(running.world.test == TestPicture::kNone);
  hold();
  running.pass(kContrastTestMs);
  CHECK(running.world.test == TestPicture::kNone);
}

TEST("the size that the hub gives is that of the notices after the next start") {
  MemoryStore store = paired_store();
  Running running(store);
  running.reach_hub();
  running.send("displays/kitchen/config", "{\"columns\":20,\"rows\":4}");
  Configuration kept{};
  load_configuration(store, kept);
  CHECK_EQUAL(kept.glass.size.columns, 20);
  CHECK_EQUAL(kept.glass.size.rows, 4);
}
