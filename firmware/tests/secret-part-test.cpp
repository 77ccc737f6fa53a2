// A secret that the hub replaces while the board is online, and everything that may go wrong on the way.
#include "../arduino/compiled-configuration.h"
#include "device-world.h"
#include "failing-store.h"

using namespace marquee;

namespace {

constexpr char kTopic[] = "displays/kitchen/credentials";
constexpr char kFirst[] = "mqd_secret";
const std::string kSecond = "mqd_" + std::string(43, '2');
const std::string kThird = "mqd_" + std::string(43, '3');

std::string sent(const std::string& secret, const std::string& id = "kitchen") {
  return "{\"id\":\"" + id + "\",\"secret\":\"" + secret + "\",\"name\":\"Galley\"}";
}

std::string kept_in(Store& store) {
  Configuration kept{};
  load_configuration(store, kept);
  const std::string now = string_of(kept.credentials.secret.view());
  const std::string next = string_of(kept.next.secret.view());
  return next.empty() || next == now ? now : now + " then " + next;
}

// Those since the last call.
std::string log_ins(Running& running) {
  std::string all;
  for (const std::string& secret : running.world.log_ins) all += (all.empty() ? "" : " ") + secret;
  running.world.log_ins.clear();
  return all;
}

bool has_logged(const Running& running, const std::string& line) {
  for (const std::string& published : running.world.published) {
    if (published.find("displays/kitchen/log") == 0 && published.find(line) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST("a new secret is kept and used at once, and the one before is gone when it has worked") {
  MemoryStore store = paired_store();
  Running running(store);
  running.reach_hub();
  CHECK_EQUAL(running.world.filters.back(), kTopic);
  CHECK_EQUAL(log_ins(running), kFirst);
  running.send(kTopic, sent(kSecond));
  CHECK_EQUAL(log_ins(running), kSecond);
  CHECK(running.device.link().is_up());
  CHECK_EQUAL(kept_in(store), kSecond);
  CHECK(!running.world.has_restarted);
  running.send(kTopic, sent(kThird));
  CHECK_EQUAL(log_ins(running), kThird);
  Running again(store);
  again.reach_hub();
  CHECK_EQUAL(log_ins(again), kThird);
}

TEST("a secret for another display, one that is not well-formed, and the one in use are not taken") {
  for (const std::string& payload :
       {sent(kSecond, "hall"), sent("mqd_short"), sent(kSecond + "4"), sent("mqt_" + std::string(43, '2')), sent("mqd_" + std::string(43, ' ')),
        std::string("{\"id\":\"kitchen\"}"), std::string("{\"secret\":\"" + kSecond + "\"}"), std::string("[]"), std::string("{"), std::string(),
        sent(kSecond) + std::string(kMaxPairingPayloadBytes, ' ')}) {
    MemoryStore store = paired_store();
    Running running(store);
    running.reach_hub();
    running.send(kTopic, payload);
    CHECK_EQUAL(log_ins(running), kFirst);
    CHECK_EQUAL(kept_in(store), kFirst);
    CHECK(has_logged(running, "none for this display"));
  }
  MemoryStore store = paired_store();
  Running running(store);
  running.reach_hub();
  running.send("displays/hall/credentials", sent(kSecond));
  running.send("displays/group/credentials", sent(kSecond));
  CHECK_EQUAL(kept_in(store), kFirst);
  running.send(kTopic, sent(kSecond));
  running.send(kTopic, sent(kSecond));
  CHECK_EQUAL(log_ins(running), kFirst + (" " + kSecond));
}

TEST("a new secret that the hub refuses gives way to the one before at once, and stays kept") {
  MemoryStore store = paired_store();
  Running running(store);
  running.reach_hub();
  running.world.refused_secrets = {kSecond};
  running.send(kTopic, sent(kSecond));
  running.pass(kRediscoverMs / 10);
  CHECK_EQUAL(log_ins(running), kFirst + (" " + kSecond) + " " + kFirst);
  CHECK(running.device.link().is_up());
  CHECK(has_logged(running, "refused"));
  CHECK_EQUAL(kept_in(store), kFirst + (" then " + kSecond));
  running.world.refused_secrets.clear();
  running.send(kTopic, sent(kThird));
  CHECK_EQUAL(kept_in(store), kThird);
}

TEST("while both secrets are refused each has its turn, with the usual pause after the last") {
  MemoryStore store = paired_store();
  Running running(store);
  running.reach_hub();
  running.world.refused_secrets = {kFirst, kSecond};
  running.send(kTopic, sent(kSecond));
  running.pass(kRefusedPauseMs / 2);
  CHECK_EQUAL(log_ins(running), kFirst + (" " + kSecond) + " " + kFirst);
  CHECK(running.shows("Hub refused me"));
  running.world.refused_secrets = {kFirst};
  running.pass(kRefusedPauseMs * 2);
  CHECK_EQUAL(log_ins(running), kSecond);
  CHECK_EQUAL(kept_in(store), kSecond);
}

TEST("a hub that asks to wait is no reason to doubt a new secret") {
  MemoryStore store = paired_store();
  Running running(store);
  running.reach_hub();
  running.world.refused = Refusal::kLater;
  running.send(kTopic, sent(kSecond));
  running.pass(kLaterPauseMs * 2);
  running.world.refused = Refusal::kNone;
  running.pass(kLaterPauseMs * 2);
  CHECK(log_ins(running).find(kFirst, 1) == std::string::npos);
  CHECK_EQUAL(kept_in(store), kSecond);
}

TEST("a loss of power at any moment leaves the old secret or the new one, and the board connects with what the hub takes") {
  for (size_t bytes = 0; bytes < 400; bytes++) {
    MemoryStore store = paired_store();
    {
      FailingStore failing(store, bytes);
      Running running(failing);
      running.reach_hub();
      running.send(kTopic, sent(kSecond));
      CHECK(running.device.link().is_up());
    }
    Running again(store);
    // The hub has seen the new one or not: the old one is refused in the first case alone.
    const std::string kept = kept_in(store);
    if (kept != kFirst) again.world.refused_secrets = {kFirst};
    again.reach_hub();
    CHECK(again.device.link().is_up());
    CHECK_EQUAL(kept_in(store), kept == kFirst ? kFirst : kSecond);
  }
}

TEST("a secret that cannot be kept is told, and the old one stays in use") {
  MemoryStore store = paired_store();
  FailingStore full(store, 0);
  Running running(full);
  running.reach_hub();
  running.send(kTopic, sent(kSecond));
  CHECK_EQUAL(log_ins(running), kFirst);
  CHECK(running.device.link().is_up());
  CHECK(has_logged(running, "could not be kept"));
}

TEST("a board whose store forgets does not ask for new secrets, nor does a display that has none") {
  MemoryStore store = paired_store();
  store.stays = false;
  Running forgetful(store);
  forgetful.reach_hub();
  CHECK(forgetful.device.link().is_up());
  CHECK(forgetful.world.filters.size() == kSubscriptionCount);
  MemoryStore empty;
  Running open(empty);
  open.set_up.configuration().credentials.id.set("kitchen");
  open.reach_hub();
  CHECK_EQUAL(open.world.logged_in, "kitchen - -");
  CHECK(open.world.filters.size() == kSubscriptionCount);
}

TEST("a compiled secret gives way to the one that the hub sent, and counts again when that is refused") {
  const CompiledConfiguration compiled{{}, {}, {}, {}, {}, "kitchen", "mqd_compiled", false};
  MemoryStore store;
  Running running(store);
  CHECK(apply(compiled, running.set_up.configuration()) == CompiledFault::kNone);
  running.reach_hub();
  running.send(kTopic, sent(kSecond));
  CHECK_EQUAL(log_ins(running), "mqd_compiled " + kSecond);
  CHECK_EQUAL(kept_in(store), kSecond);
  Running again(store);
  CHECK(apply(compiled, again.set_up.configuration()) == CompiledFault::kNone);
  again.reach_hub();
  CHECK_EQUAL(log_ins(again), kSecond);
  Running flashed(store);
  CHECK(apply({{}, {}, {}, {}, {}, "kitchen", "mqd_flashed", false}, flashed.set_up.configuration()) == CompiledFault::kNone);
  flashed.world.refused_secrets = {kSecond};
  flashed.reach_hub();
  flashed.pass(1000);
  CHECK_EQUAL(log_ins(flashed), kSecond + " mqd_flashed");
  CHECK(flashed.device.link().is_up());
}

TEST("a board that is paired again, or forgets its set-up, keeps no secret that waited") {
  MemoryStore store = paired_store();
  Credentials next{};
  next.id.set("kitchen");
  next.secret.set(text_of(kSecond));
  CHECK(save_next_credentials(store, next));
  Credentials paired = next;
  paired.secret.set(text_of(kThird));
  Running running(store);
  CHECK(running.set_up.keep(paired));
  CHECK_EQUAL(kept_in(store), kThird);
  CHECK(save_next_credentials(store, next));
  Running again(store);
  again.set_up.forget_credentials();
  CHECK_EQUAL(kept_in(store), "");
  CHECK(save_credentials(store, paired) && save_next_credentials(store, next));
  Running forgotten(store);
  CHECK(forgotten.set_up.forget_all());
  CHECK_EQUAL(kept_in(store), "");
}
