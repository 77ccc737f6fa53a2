#include "display-bench.h"

using namespace marquee;

TEST("pages rotate by order, then by name, whenever they came") {
  DisplayBench bench;
  bench.send("page/b", R"({"text":"b","showMs":1000})").send("page/a", R"({"text":"a","showMs":1000})");
  bench.send("page/z", R"({"text":"z","showMs":1000,"order":1})");
  std::string seen = bench.row();
  for (int turn = 0; turn < 4; turn++) seen += bench.pass(1000).row();
  CHECK_EQUAL(seen, "bzabz");
}

TEST("without a hub the pages for that are shown, with its age") {
  DisplayBench bench;
  bench.send("page/news", "news").send("page/away", R"({"text":"off {{age}}","when":"offline"})");
  CHECK_EQUAL(bench.row(), "news");
  bench.display.disconnected(bench.now);
  CHECK_EQUAL(bench.row(), "off 0 s");
  CHECK_EQUAL(bench.pass(59999).row(), "off 59 s");
  CHECK_EQUAL(bench.pass(1).row(), "off 1 min");
  CHECK_EQUAL(bench.pass(7200000).row(), "off 2 h");
  CHECK_EQUAL(bench.pass(4 * 86400000u).row(), "off 4 d");
  bench.display.connected(bench.now);
  CHECK_EQUAL(bench.row(), "news");
}

TEST("without a page for that, the others get stale with the hub away for a minute") {
  DisplayBench bench({8, 1, Rom::A02});
  bench.send("page/news", "news");
  bench.display.disconnected(bench.now);
  CHECK_EQUAL(bench.pass(59999).row(), "news");
  CHECK_EQUAL(bench.pass(1).row(), "news   *");
  CHECK_EQUAL(bench.send("message", "now").row(), "now");
}

TEST("a page gets stale at the end of its lifetime and at its date") {
  DisplayBench bench;
  bench.send("page/a", R"({"text":"a","lifetimeMs":2000})");
  CHECK_EQUAL(bench.pass(1999).row(), "a");
  CHECK_EQUAL(bench.pass(1).row(), "a              *");
  bench.display.set_clock(0, bench.now);
  bench.send("page/a", R"({"text":"a","staleAt":"1970-01-01T00:00:01Z"})");
  CHECK_EQUAL(bench.pass(999).row(), "a");
  CHECK_EQUAL(bench.pass(1).row(), "a              *");
}

TEST("a page that the hub does not send again after an outage was deleted meanwhile") {
  DisplayBench bench;
  const std::string kept = R"({"text":"kept","showMs":1000})";
  bench.send("page/kept", kept).send("page/old", R"({"text":"old","showMs":1000})").pass(1000);
  bench.display.disconnected(bench.now);
  bench.pass(5000);
  // What is retained may come before the device says that it is connected.
  bench.send("page/kept", kept);
  bench.display.connected(bench.now);
  std::string seen = bench.pass(27000).row() + bench.pass(1000).row();
  CHECK(seen == "keptold" || seen == "oldkept");
  bench.pass(2000);
  for (int turn = 0; turn < 4; turn++) CHECK_EQUAL(bench.pass(1000).row(), "kept");
}

TEST("idle pages fill in while there are no others") {
  DisplayBench bench;
  bench.send("page/idle", R"({"text":"idle","when":"idle"})").send("page/news", R"({"text":"news","ttlMs":5000})");
  CHECK_EQUAL(bench.row(), "news");
  CHECK_EQUAL(bench.pass(5000).row(), "idle");
}

TEST("as many pages as there is room for take turns, and one more is refused") {
  DisplayBench bench;
  for (size_t i = 0; i < kPageSlots; i++) {
    bench.send("page/p" + std::to_string(i), R"({"text":")" + std::to_string(i) + R"(","showMs":1000})");
  }
  std::string seen = bench.row();
  for (size_t turn = 1; turn < kPageSlots; turn++) seen += bench.pass(1000).row();
  CHECK_EQUAL(seen, std::string("01234567").substr(0, kPageSlots));
  bench.acks();
  bench.send("page/more", "more");
  CHECK_EQUAL(bench.acks().size(), size_t{1});
}
