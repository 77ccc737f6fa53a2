// The display core on an LCD: what it reports is what stands on the glass.
#include "core/display.h"
#include "lcd-bench.h"
#include "lcd/lcd-glass.h"

using namespace bench;

namespace {

constexpr Size kSize = {20, 4, Rom::A00};

struct Whole {
  SimulatedModule module{ModuleOptions{kSize}};
  std::vector<int> levels;
  LcdGlass glass;
  Display display{};
  uint32_t now_ms = 0;

  Whole() : glass(module.port(), {}, {&Whole::set_level, this}) {
    Identity identity;
    identity.id = "kitchen";
    display.begin(identity, kSize);
  }

  static void set_level(void* context, uint8_t level) { static_cast<Whole*>(context)->levels.push_back(level); }

  void run_for(uint32_t ms) {
    for (const uint32_t end = now_ms + ms; now_ms < end; now_ms++) {
      module.advance_to(uint64_t{now_ms} * 1000);
      display.tick(now_ms);
      CHECK(glass.show(display.screen(), display.backlight(), now_ms) <= 1000);
    }
  }

  void receive(const std::string& message) {
    display.receive("displays/kitchen/message", {reinterpret_cast<const uint8_t*>(message.data()), message.size()}, now_ms);
  }
};

}  // namespace

TEST("messages, pages that turn and texts that scroll stand on the glass as the core reports them") {
  Whole whole;
  for (const char* message : {"Dinner", R"({"text":"Grüße aus Łódź, où l'été brûle — “тест” 日本 ½ €","showMs":1000})",
                              R"({"text":"A long line that scrolls ever on and on, é à ç ü","overflow":"scroll","scrollMs":50,"showMs":3000})",
                              R"({"text":"one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen","pageMs":500})"}) {
    whole.receive(message);
    for (int i = 0; i < 40; i++) {
      whole.run_for(37);
      // The core stands still while the last changes are written.
      for (int step = 0; step < 200 && !whole.glass.lcd().is_idle(); step++) {
        whole.now_ms++;
        whole.module.advance_to(uint64_t{whole.now_ms} * 1000);
        whole.glass.show(whole.display.screen(), whole.display.backlight(), whole.now_ms);
      }
      CHECK_EQUAL(difference(whole.module.seen(), whole.display.screen().picture), "");
    }
  }
  CHECK(whole.module.controller().faults.empty());
  CHECK_EQUAL(whole.glass.i2c_errors(), 0u);
}

TEST("a message that blinks blinks on the module and on a pin of its own") {
  Whole whole;
  whole.run_for(600);
  whole.levels.clear();
  whole.receive(R"({"text":"Door","backlight":"blink","showMs":10000})");
  int changes = 0;
  bool was_lit = whole.module.seen().backlight;
  for (int i = 0; i < 400; i++) {
    whole.run_for(10);
    if (whole.module.seen().backlight != was_lit) changes++;
    was_lit = whole.module.seen().backlight;
  }
  // Off at once, then on and off by turns at every half second up to 4500.
  CHECK_EQUAL(changes, 9);
  CHECK_EQUAL(whole.levels.size(), size_t{9});
}

TEST("a test picture takes the place of the screen until it is taken away") {
  Whole whole;
  whole.receive("Dinner");
  whole.run_for(300);
  whole.glass.show_test(TestPicture::kIdentity);
  whole.run_for(300);
  const SeenGlass seen = whole.module.seen();
  CHECK_EQUAL(std::string(seen.picture.cells, seen.picture.cells + 20), "10x27 20x4         1");
  whole.glass.show_test(TestPicture::kContrast);
  whole.run_for(300);
  CHECK_EQUAL(int{whole.module.seen().picture.cells[0]}, 8);
  whole.glass.show_test(TestPicture::kNone);
  whole.run_for(300);
  CHECK_EQUAL(difference(whole.module.seen(), whole.display.screen().picture), "");
}
