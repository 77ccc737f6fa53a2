#include <string>

#include "harness.h"
#include "core/input/buttons.h"

using namespace marquee;

namespace {

Text text(const std::string& value) { return {reinterpret_cast<const uint8_t*>(value.data()), value.size()}; }

// Samples every 5 ms and writes down what happens and when.
struct Panel {
  Buttons buttons{};
  uint32_t now_ms;
  uint32_t started_ms;
  std::string log;

  explicit Panel(uint32_t start_ms = 1000, uint8_t down = 0) : now_ms(start_ms), started_ms(start_ms) {
    buttons.add("ok");
    buttons.add("back");
    hold(down, 50);
    started_ms = now_ms;
  }

  void hold(uint8_t down, uint32_t ms) {
    for (uint32_t passed = 0; passed < ms; passed += 5) {
      buttons.sample(down, now_ms);
      InputEvent event;
      while (buttons.next(event)) {
        log += std::string(event.name.data, event.name.data + event.name.size) + " " +
               std::string(event.event.data, event.event.data + event.event.size) + " " + std::to_string(now_ms - started_ms) + "; ";
      }
      now_ms += 5;
    }
  }
};

}  // namespace

TEST("a press is told as soon as the contact rests, and the release after it") {
  Panel panel;
  panel.hold(1, 100);
  panel.hold(0, 100);
  CHECK_EQUAL(panel.log, "ok press 20; ok release 120; ");
}

TEST("bounces make one press, and a spike makes none") {
  Panel panel;
  for (int i = 0; i < 3; i++) {
    panel.hold(1, 5);
    panel.hold(0, 5);
  }
  CHECK_EQUAL(panel.log, "");
  panel.hold(1, 100);
  for (int i = 0; i < 3; i++) {
    panel.hold(0, 5);
    panel.hold(1, 5);
  }
  panel.hold(0, 100);
  CHECK_EQUAL(panel.log, "ok press 50; ok release 180; ");
  panel.hold(1, 15);
  panel.hold(0, 500);
  CHECK_EQUAL(panel.log, "ok press 50; ok release 180; ");
}

TEST("the second of two quick presses is a double and no press, so that it answers nothing") {
  Panel panel;
  for (int i = 0; i < 3; i++) {
    panel.hold(1, 100);
    panel.hold(0, 100);
  }
  CHECK_EQUAL(panel.log, "ok press 20; ok release 120; ok double 220; ok release 320; ok press 420; ok release 520; ");
}

TEST("slow presses are presses") {
  Panel panel;
  panel.hold(1, 100);
  panel.hold(0, 310);
  panel.hold(1, 100);
  CHECK_EQUAL(panel.log, "ok press 20; ok release 120; ok press 430; ");
}

TEST("a button that is held is long once, and the press after it is no double") {
  Panel panel;
  panel.hold(1, 2000);
  panel.hold(0, 50);
  panel.hold(1, 50);
  CHECK_EQUAL(panel.log, "ok press 20; ok long 820; ok release 2020; ok press 2070; ");
}

TEST("two buttons do not disturb each other") {
  Panel panel;
  panel.hold(1, 50);
  panel.hold(3, 50);
  panel.hold(2, 50);
  panel.hold(0, 50);
  CHECK_EQUAL(panel.log, "ok press 20; back press 70; ok release 120; back release 170; ");
}

TEST("a button that is down while the board starts tells nothing until it was up, but counts how long it is held") {
  Panel panel(1000, 1);
  panel.hold(1, 10000);
  CHECK_EQUAL(panel.log, "");
  CHECK_EQUAL(panel.buttons.held(0), Millis{10045});
  panel.hold(0, 100);
  CHECK_EQUAL(panel.buttons.held(0), Millis{0});
  panel.hold(1, 100);
  CHECK_EQUAL(panel.log, "ok press 10120; ");
}

TEST("a counter of milliseconds that wraps changes nothing") {
  Panel panel(0xFFFFFFFFu - 400);
  panel.hold(1, 1000);
  panel.hold(0, 100);
  CHECK_EQUAL(panel.log, "ok press 20; ok long 820; ok release 1020; ");
}

TEST("names are those that topics take, each once, four at most") {
  Buttons buttons{};
  for (const char* name : {"", "OK", "-a", "a b", "012345678901234567890123456789012"}) CHECK(!buttons.add(text(name)));
  CHECK(buttons.add("ok"));
  CHECK(!buttons.add("ok"));
  for (const char* name : {"up", "down", "back"}) CHECK(buttons.add(text(name)));
  CHECK(!buttons.add("fifth"));
  CHECK_EQUAL(int{buttons.count()}, 4);
}

TEST("events that nobody fetches are counted, and the oldest ones are kept") {
  Buttons buttons{};
  buttons.add("ok");
  uint32_t now_ms = 0;
  for (uint32_t i = 0; i < 10; i++) {
    for (int sample = 0; sample < 100; sample++) buttons.sample(i % 2 == 0 ? 0 : 1, now_ms += 5);
  }
  CHECK_EQUAL(buttons.dropped(), 1u);
  InputEvent event;
  int count = 0;
  while (buttons.next(event)) CHECK(event.event == (count++ % 2 == 0 ? Text("press") : Text("release")));
  CHECK_EQUAL(count, int{kInputEvents});
}
