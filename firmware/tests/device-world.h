#pragma once
// A board over ports that a test moves: its radio, its glass, its buttons, and the hub at the other end.

#include "../board/device.h"

#include <algorithm>
#include <deque>
#include <vector>

#include "../host/memory-store.h"
#include "fake-stream.h"
#include "harness.h"

namespace marquee {

struct World final : HubConnection, Publisher, Glass, Panel, System, HubRoute, WifiPort, ByteSink {
  bool is_in_network = false;
  bool answers_discovery = false;
  bool has_restarted = false;
  Progress dialled = Progress::kDone;
  DialFault dial_fault = DialFault::kNone;
  Refusal refused = Refusal::kNone;
  // Secrets that the hub refuses to know.
  std::vector<std::string> refused_secrets;
  MqttUser* user = nullptr;
  uint32_t held[2] = {};
  int joins = 0;
  std::deque<std::string> incoming;
  std::vector<std::string> published;
  std::string route;
  std::string logged_in;
  bool is_secret_refused = false;
  std::vector<std::string> log_ins;
  std::vector<std::string> filters;
  std::string rows;
  TestPicture test = TestPicture::kNone;

  bool has_network() override { return is_in_network && !route.empty(); }
  Progress dial(uint32_t) override { return dialled; }
  Progress handshake(uint32_t) override { return Progress::kDone; }
  Progress log_in(uint32_t) override {
    const Login login = user->login();
    const std::string secret = login.secret != nullptr ? login.secret : "-";
    logged_in = std::string(login.client_id) + " " + (login.user != nullptr ? login.user : "-") + " " + secret;
    log_ins.push_back(secret);
    is_secret_refused = std::find(refused_secrets.begin(), refused_secrets.end(), secret) != refused_secrets.end();
    if (refusal() != Refusal::kNone) return Progress::kFailed;
    subscribe();
    return Progress::kDone;
  }
  void subscribe() {
    filters.clear();
    uint8_t bytes[kMaxTopicBytes];
    for (size_t i = 0;; i++) {
      Writer filter(bytes, sizeof bytes);
      if (!user->write_filter(i, filter)) return;
      filters.push_back(string_of(filter.text()));
    }
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
  Refusal refusal() override { return is_secret_refused ? Refusal::kCredentials : refused; }
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
  Store& store;
  World world;
  FakeRandom random;
  SetUp set_up{world, store, world};
  Json json = {};
  Device device{{{world, world, random, world, world, world, nullptr}, set_up, world, json, nullptr}};
  uint32_t now = 0xFFFFE000u;  // wraps on the way

  explicit Running(Store& kept) : store(kept) {
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
inline MemoryStore paired_store() {
  MemoryStore store;
  Credentials credentials{};
  credentials.id.set("kitchen");
  credentials.secret.set("mqd_secret");
  CHECK(save_credentials(store, credentials));
  return store;
}

}  // namespace marquee
