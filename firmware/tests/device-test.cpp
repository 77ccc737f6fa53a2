// A board from its box to its hub and back: what is on its glass and whom it is to the hub, over ports that the test moves.
#include "device-world.h"

using namespace marquee;

namespace {

constexpr char kPairing[] = "pairing/020304050607/";

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
