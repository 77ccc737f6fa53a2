#include "display-bench.h"

using namespace marquee;

namespace {

constexpr char kQuestion[] =
    R"({"text":"Dinner?","id":"q","hold":true,"actions":[{"input":"left","label":"Yes","reply":"yes"},{"input":"ok","label":"No","reply":"no"}]})";

}  // namespace

TEST("a message with actions says which button gives which answer") {
  DisplayBench wide({20, 4, Rom::A00});
  wide.send("message", kQuestion);
  CHECK_EQUAL(wide.row(0), "Dinner?");
  CHECK_EQUAL(wide.row(3), "[left]Yes [ok]No");
  DisplayBench low({20, 1, Rom::A00});
  low.send("message", kQuestion);
  CHECK_EQUAL(low.row(), "Dinner?          1/2");
  CHECK_EQUAL(low.pass(3000).row(), "[left]Yes [ok]No 2/2");
}

TEST("an answer ends the message, and its ack has the reply and the button") {
  DisplayBench bench;
  bench.send("message", kQuestion).pass(12000).press("up").press("ok");
  const std::vector<std::string> acks = bench.acks();
  CHECK_EQUAL(acks.size(), size_t{2});
  CHECK_EQUAL(acks.back(), R"({"id":"q","state":"dismissed","reason":"action:no","input":"ok","elapsedMs":12000})");
  CHECK_EQUAL(bench.row(), "");
}

TEST("a higher priority interrupts a message that holds, and gives it back") {
  DisplayBench bench;
  bench.send("message", kQuestion).send("message", R"({"text":"Fire","priority":"critical","showMs":1000})");
  CHECK_EQUAL(bench.row(), "Fire");
  CHECK_EQUAL(bench.press("ok").pass(1000).row(), "Dinner?");
  bench.send("dismiss", "q");
  CHECK_EQUAL(bench.row(), "");
}

TEST("a tune is handed out once, also when its message comes back") {
  DisplayBench bench;
  bench.send("message", R"({"text":"a","hold":true,"sound":"a:c"})");
  CHECK_EQUAL(bench.sound(), "a:c");
  CHECK_EQUAL(bench.sound(), "");
  bench.send("message", R"({"text":"b","priority":"high","showMs":100})").pass(100);
  CHECK_EQUAL(bench.row(), "a");
  CHECK_EQUAL(bench.sound(), "");
}

TEST("what is answered while the hub is away is told when it is back") {
  DisplayBench bench;
  bench.send("message", kQuestion).acks();
  bench.display.disconnected(bench.now);
  bench.press("left");
  CHECK(bench.acks().empty());
  bench.display.connected(bench.now);
  CHECK_EQUAL(bench.acks().size(), size_t{1});
}
