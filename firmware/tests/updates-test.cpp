// Updates as a board goes about them: what becomes of an image on trial, and what is told of an offer.
#include "../board/updates.h"

#include "../board/limits.h"
#include "../host/memory-store.h"
#include "fake-stream.h"
#include "harness.h"

using namespace marquee;

namespace {

struct Chip final : UpdateConnection, ImageSlot, SignatureVerifier, ImageSwitch {
  std::string answer;
  int questions = 0;
  int confirmed = 0;
  int reverted = 0;
  std::string unread;

  bool open() override {
    questions++;
    unread = answer;
    return !answer.empty();
  }
  bool write(Text) override { return true; }
  size_t read(uint8_t* out, size_t capacity) override {
    const size_t count = std::min(unread.size(), capacity);
    unread.copy(reinterpret_cast<char*>(out), count);
    unread.erase(0, count);
    return count;
  }
  bool is_open() override { return !unread.empty(); }
  void close() override { unread.clear(); }
  bool begin(uint32_t) override { return true; }
  bool activate() override { return true; }
  void abandon() override {}
  bool verify(const uint8_t (&)[kSha256Bytes], Text) override { return false; }
  void confirm() override { confirmed++; }
  void revert() override { reverted++; }
};

struct Bench {
  MemoryStore& store;
  Chip chip;
  Trial trial = {};
  Json json = {};
  Updater updater{{chip, chip, chip, store, trial, json, "hub", "esp32", "0.2.0"}};
  Updates updates;

  Bench(MemoryStore& kept, bool has_key) : store(kept), updates({updater, trial, store, chip, has_key}) { updates.begin("0.2.0", 0); }
  void pass(int turns, bool is_hub_reached) {
    for (int i = 0; i < turns; i++) updates.tick(is_hub_reached, 1000);
  }
};

void arm(MemoryStore& store) {
  const uint8_t sha256[kSha256Bytes] = {1};
  Trial before = {};
  before.begin(store, "0.1.0", 0);
  CHECK(before.arm(store, "0.2.0", sha256));
}

}  // namespace

TEST("an image on trial is confirmed when it reaches the hub, once") {
  MemoryStore store;
  arm(store);
  Bench bench(store, true);
  bench.pass(2, false);
  CHECK_EQUAL(bench.chip.confirmed, 0);
  bench.pass(2, true);
  CHECK_EQUAL(bench.chip.confirmed, 1);
  CHECK_EQUAL(bench.chip.reverted, 0);
}

TEST("an image on trial that does not reach the hub gives way, also where no key is compiled in") {
  MemoryStore store;
  arm(store);
  Bench bench(store, false);
  bench.updates.tick(false, kTrialMs);
  CHECK_EQUAL(bench.chip.reverted, 1);
}

TEST("nothing is asked for without a key, or while the hub is not reached") {
  MemoryStore store;
  Bench without(store, false);
  without.pass(3, true);
  CHECK_EQUAL(without.chip.questions, 0);
  Bench with(store, true);
  with.pass(3, false);
  CHECK_EQUAL(with.chip.questions, 0);
  with.pass(1, true);
  CHECK_EQUAL(with.chip.questions, 1);
}

TEST("a refused offer is told for a while, a hub that cannot be asked is not") {
  MemoryStore store;
  Bench bench(store, true);
  Notice notice{};
  bench.pass(2, true);
  CHECK(!bench.updates.notice(notice));
  CHECK(!bench.updates.take_news().empty());
  Bench offered(store, true);
  offered.chip.answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
  offered.pass(4, true);
  CHECK(offered.updates.notice(notice));
  CHECK(notice.kind == NoticeKind::kUpdateRefused);
  CHECK_EQUAL(string_of(offered.updates.take_news()), string_of(notice.subject));
  CHECK(offered.updates.take_news().empty());
  offered.updates.tick(true, 1000 + kUpdateRefusedNoticeMs);
  CHECK(!offered.updates.notice(notice));
}
