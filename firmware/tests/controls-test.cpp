#include <string>

#include "core/input/controls.h"
#include "harness.h"

using namespace marquee;

namespace {

struct Pins final : ControlPins {
  uint8_t closed = 0;
  std::string log;

  uint8_t closed_buttons() override { return closed; }
  void set_led(uint8_t level) override { log += "led " + std::to_string(level) + "; "; }
  void set_tone(uint16_t frequency_hz) override { log += "tone " + std::to_string(frequency_hz) + "; "; }
};

}  // namespace

TEST("pins hear of changes only") {
  Pins pins;
  Controls controls(pins);
  for (uint8_t level : {uint8_t{40}, uint8_t{40}, uint8_t{0}}) controls.set_led({level > 0, level});
  CHECK_EQUAL(pins.log, "led 40; led 0; ");
  pins.log.clear();
  CHECK(controls.play("a:d=4,o=4,b=60:a,p", 0).error == TuneError::kNone);
  Text name;
  Text event;
  for (uint32_t now_ms = 0; now_ms < 3000; now_ms++) controls.next_input(name, event, now_ms);
  CHECK_EQUAL(pins.log, "tone 440; tone 0; ");
  pins.log.clear();
  controls.play("a:d=1,o=5,b=60:a", 3000);
  controls.play("", 3001);
  CHECK_EQUAL(pins.log, "tone 880; tone 0; ");
}

TEST("a button on a pin comes out by its name") {
  Pins pins;
  Controls controls(pins);
  CHECK(controls.add_button("ok"));
  std::string log;
  for (uint32_t now_ms = 0; now_ms < 300; now_ms += 5) {
    pins.closed = now_ms >= 100 && now_ms < 200 ? 1 : 0;
    Text name;
    Text event;
    while (controls.next_input(name, event, now_ms)) {
      CHECK(name == "ok");
      log += event == "press" ? "press " : "release ";
      log += std::to_string(now_ms) + " ";
    }
  }
  CHECK_EQUAL(log, "press 120 release 220 ");
}
