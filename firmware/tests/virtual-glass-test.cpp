#include "core/display.h"
#include "host/simulated-hd44780/virtual-glass.h"
#include "lcd-bench.h"

using namespace bench;

namespace {

void run_for(VirtualGlass& glass, Display& display, uint32_t& now_ms, uint32_t ms) {
  // As fast as the loop of a PC: several times in a millisecond.
  for (const uint32_t end = now_ms + ms; now_ms != end; now_ms++) {
    for (int i = 0; i < 5; i++) {
      display.tick(now_ms);
      glass.show(display.screen(), display.backlight(), now_ms);
    }
  }
}

}  // namespace

TEST("a virtual display draws at the pace of a board, across the wrap of its clock, and follows its size") {
  Display display{};
  Identity identity;
  identity.id = "kitchen";
  const Size size{16, 2, Rom::A00};
  display.begin(identity, size);
  VirtualGlass glass(size);
  uint32_t now_ms = 0xFFFFFFFFu - 2000;
  CHECK(!glass.take_change());
  run_for(glass, display, now_ms, 1000);
  CHECK(glass.take_change());
  CHECK(!glass.take_change());
  CHECK_EQUAL(difference(glass.seen(), display.screen().picture), "");
  for (int i = 0; i < 30; i++) {
    const std::string message = "number " + std::to_string(i) + " é" + (i % 2 == 0 ? "à" : "ç");
    display.receive("displays/kitchen/message", {reinterpret_cast<const uint8_t*>(message.data()), message.size()}, now_ms);
    run_for(glass, display, now_ms, 1050);
    CHECK(glass.take_change());
    CHECK_EQUAL(difference(glass.seen(), display.screen().picture), "");
  }
  display.receive("displays/kitchen/config", R"({"columns":20,"rows":4})", now_ms);
  run_for(glass, display, now_ms, 1000);
  CHECK_EQUAL(int{glass.seen().size.columns}, 20);
  CHECK_EQUAL(difference(glass.seen(), display.screen().picture), "");
  CHECK(glass.module().controller().faults.empty());
  CHECK(glass.module().controller().written.empty());
  CHECK_EQUAL(glass.i2c_errors(), 0u);
}
