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
  bool joined = false;
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

  bool has_network() override { return joined && !route.empty(); }
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

  void joined_network() { joins++; }
  void joined_() { joins++; }
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
  void HubRoute_joined() {}
  void join(const Network&) override {}
  bool is_joined() override { return joined; }
  void open_access_point(const SetupNetwork&) override {}
  void close_access_point() override {}
  bool is_access_point_used() override { return false; }
  void start_scan() override {}
  bool take_scan(ScanList&) override { return false; }
  void write(Text) override {}
  void joined_done() {}
};

}  // namespace
