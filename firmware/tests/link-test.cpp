#include "../core/link/link.h"
#include "fake-stream.h"
#include "harness.h"

using namespace marquee;

namespace {

struct FakeHub final : HubConnection {
  bool network = true;
  Progress dialled = Progress::kDone;
  Progress shaken = Progress::kDone;
  Progress logged_in = Progress::kDone;
  bool serves = true;
  Refusal why = Refusal::kNone;
  int dials = 0;
  int closes = 0;

  bool has_network() override { return network; }
  Progress dial(uint32_t) override {
    dials++;
    return dialled;
  }
  Progress handshake(uint32_t) override { return shaken; }
  Progress log_in(uint32_t) override { return logged_in; }
  bool serve(uint32_t) override { return serves; }
  bool has_input() override { return false; }
  void write_fault(Writer&) override {}
  void close() override { closes++; }
  Refusal refusal() override { return why; }
};

struct Linked {
  FakeHub hub;
  FakeRandom random;
  Link link{hub, random};
  uint32_t now = 0xFFFFF000u;  // wraps on the way

  std::string step() { return string_of(name_of(link.step(now))); }
  std::string settle() {
    for (int i = 0; i < 5; i++) link.step(now);
    return step();
  }
  // How long it takes until it dials again.
  uint32_t pause() {
    const int before = hub.dials;
    uint32_t passed = 0;
    for (; hub.dials == before && passed < 200000; passed += 10, now += 10) link.step(now);
    return passed;
  }
};

}  // namespace

TEST("the link comes up state by state") {
  Linked linked;
  linked.hub.network = false;
  CHECK_EQUAL(linked.step(), "wifi_down");
  linked.hub.network = true;
  for (const char* state : {"tcp", "handshake", "mqtt", "up", "up"}) CHECK_EQUAL(linked.step(), state);
  CHECK_EQUAL(linked.link.connects(), 1u);
}

TEST("a failure in any state closes the connection and waits") {
  for (int failing = 0; failing < 4; failing++) {
    Linked linked;
    if (failing == 0) linked.hub.dialled = Progress::kFailed;
    if (failing == 1) linked.hub.shaken = Progress::kFailed;
    if (failing == 2) linked.hub.logged_in = Progress::kFailed;
    if (failing == 3) linked.hub.serves = false;
    CHECK_EQUAL(linked.settle(), "wait");
    CHECK_EQUAL(linked.hub.closes, 1);
    const uint32_t idle = linked.link.idle_ms(linked.now);
    CHECK(idle >= 500 && idle <= 1000);
    const uint32_t pause = linked.pause();
    CHECK(pause >= idle && pause <= idle + 30);
  }
}

TEST("a state that does not end is given up") {
  for (int hanging = 0; hanging < 3; hanging++) {
    Linked linked;
    if (hanging == 0) linked.hub.dialled = Progress::kPending;
    if (hanging == 1) linked.hub.shaken = Progress::kPending;
    if (hanging == 2) linked.hub.logged_in = Progress::kPending;
    CHECK(linked.settle() != "wait");
    linked.now += kDialTimeoutMs * 2;
    CHECK_EQUAL(linked.step(), "wait");
  }
}

TEST("a server that accepts and then misbehaves is not asked again and again at once") {
  Linked linked;
  linked.hub.serves = false;
  uint32_t last = 0;
  for (int i = 0; i < 8; i++) last = linked.pause();
  CHECK(last >= kBackOffMaxMs / 2);
}

TEST("half a minute up forgives") {
  Linked linked;
  linked.hub.dialled = Progress::kFailed;
  for (int i = 0; i < 8; i++) linked.pause();
  linked.hub.dialled = Progress::kDone;
  linked.pause();
  CHECK_EQUAL(linked.settle(), "up");
  linked.now += kBackOffForgetMs;
  linked.hub.serves = false;
  CHECK_EQUAL(linked.step(), "wait");
  CHECK(linked.link.idle_ms(linked.now) <= kBackOffMinMs);
}

TEST("refused credentials wait at least a minute, and the reason is told until the link is up") {
  Linked linked;
  linked.hub.logged_in = Progress::kFailed;
  linked.hub.why = Refusal::kCredentials;
  CHECK_EQUAL(linked.settle(), "wait");
  CHECK(linked.link.refusal() == Refusal::kCredentials);
  CHECK(linked.pause() >= kRefusedPauseMs);
  linked.hub.logged_in = Progress::kDone;
  CHECK_EQUAL(linked.settle(), "up");
  CHECK(linked.link.refusal() == Refusal::kNone);
}

TEST("without a network it waits for the network, and then dials at once") {
  Linked linked;
  CHECK_EQUAL(linked.settle(), "up");
  linked.hub.network = false;
  CHECK_EQUAL(linked.step(), "wifi_down");
  CHECK_EQUAL(linked.hub.closes, 1);
  linked.now += 3600000;
  CHECK_EQUAL(linked.step(), "wifi_down");
  linked.hub.network = true;
  CHECK_EQUAL(linked.step(), "tcp");
}

TEST("a network that flaps does not shorten the pause") {
  Linked linked;
  linked.hub.logged_in = Progress::kFailed;
  linked.hub.why = Refusal::kCredentials;
  CHECK_EQUAL(linked.settle(), "wait");
  linked.hub.network = false;
  CHECK_EQUAL(linked.step(), "wait");
  linked.hub.network = true;
  CHECK_EQUAL(linked.step(), "wait");
}

TEST("a connection that is ended on purpose comes back at once") {
  Linked linked;
  CHECK_EQUAL(linked.settle(), "up");
  linked.link.restart();
  CHECK_EQUAL(linked.step(), "tcp");
  CHECK_EQUAL(linked.settle(), "up");
  CHECK_EQUAL(linked.link.connects(), 2u);
}
