// The simulated controller finds the faults that a driver can make.
#include "lcd-bench.h"

using namespace bench;

namespace {

struct Wires {
  SimulatedHd44780 lcd;
  uint64_t now_us = 0;

  explicit Wires(uint64_t start_us = 50000) {
    lcd.power_on(0);
    now_us = start_us;
  }

  void pins(bool rs, bool rw, bool e, uint8_t nibble) { lcd.set_pins({rs, rw, e, nibble}, now_us); }

  void nibble(bool rs, int value, uint64_t wait_us = 100) {
    for (bool e : {false, true, false}) pins(rs, false, e, static_cast<uint8_t>(value));
    now_us += wait_us;
  }

  void byte(bool rs, int value, uint64_t wait_us = 100) {
    nibble(rs, value >> 4);
    nibble(rs, value & 15, wait_us);
  }

  void initialise() {
    nibble(false, 3, 4200);
    nibble(false, 3, 150);
    nibble(false, 3);
    nibble(false, 2);
    for (int value : {0x28, 0x0C, 0x06}) byte(false, value);
    byte(false, 0x01, 2000);
  }

  bool only(LcdFault fault) {
    if (lcd.faults.empty()) return false;
    for (LcdFault found : lcd.faults) {
      if (found != fault) return false;
    }
    return true;
  }
};

}  // namespace

TEST("figure 24 done right has no fault and text can be written") {
  Wires wires;
  wires.initialise();
  wires.byte(true, 'A');
  wires.byte(false, 0xC0);
  wires.byte(true, 'B');
  CHECK(wires.lcd.faults.empty());
  CHECK(wires.lcd.shows() && wires.lcd.has_two_lines());
  CHECK_EQUAL(int{wires.lcd.ddram(0)}, 'A');
  CHECK_EQUAL(int{wires.lcd.ddram(0x40)}, 'B');
}

TEST("writes that come too early are faults") {
  Wires power(30000);
  power.nibble(false, 3);
  CHECK(power.only(LcdFault::kPowerUp));
  Wires first;
  first.nibble(false, 3, 4000);
  first.nibble(false, 3);
  CHECK(first.only(LcdFault::kInitialisation));
  Wires second;
  second.nibble(false, 3, 4200);
  second.nibble(false, 3, 90);
  second.nibble(false, 3);
  CHECK(second.only(LcdFault::kInitialisation));
  Wires skipped;
  skipped.nibble(false, 2);
  CHECK(skipped.only(LcdFault::kInitialisation));
}

TEST("a write during an instruction is a fault and is lost") {
  Wires wires;
  wires.initialise();
  wires.byte(true, 'A', 30);
  wires.byte(true, 'B');
  CHECK(wires.only(LcdFault::kBusy));
  Wires clearing;
  clearing.initialise();
  clearing.byte(false, 0x01, 1000);
  clearing.byte(true, 'A');
  CHECK(clearing.only(LcdFault::kBusy));
}

TEST("pins that change together with E are faults") {
  Wires select;
  select.initialise();
  select.pins(true, false, true, 4);
  CHECK(select.only(LcdFault::kSelectSetup));
  Wires hold;
  hold.initialise();
  hold.pins(false, false, true, 4);
  hold.pins(false, false, false, 5);
  CHECK(hold.only(LcdFault::kDataHold));
  Wires read;
  read.initialise();
  read.pins(false, true, false, 0);
  read.pins(false, true, true, 0);
  CHECK(read.only(LcdFault::kRead));
}

TEST("the address counter, shift and entry modes are those of the data sheet") {
  Wires wires;
  wires.initialise();
  wires.byte(false, 0x80 | 0x27);
  for (int code : {'a', 'b'}) wires.byte(true, code);
  CHECK_EQUAL(int{wires.lcd.ddram(0x27)}, 'a');
  CHECK_EQUAL(int{wires.lcd.ddram(0x40)}, 'b');
  wires.byte(false, 0x80 | 0x67);
  for (int code : {'c', 'd'}) wires.byte(true, code);
  CHECK_EQUAL(int{wires.lcd.ddram(0x00)}, 'd');
  wires.byte(false, 0x04);
  for (int code : {'e', 'f'}) wires.byte(true, code);
  CHECK_EQUAL(int{wires.lcd.ddram(0x01)}, 'e');
  CHECK_EQUAL(int{wires.lcd.ddram(0x00)}, 'f');
  wires.byte(false, 0x18);
  CHECK_EQUAL(int{wires.lcd.shift()}, 1);
  wires.byte(false, 0x02, 2000);
  CHECK_EQUAL(int{wires.lcd.shift()}, 0);
  wires.byte(false, 0x06);
  wires.byte(false, 0x40 | 0x3F);
  for (int row : {0xFF, 0x0A}) wires.byte(true, row);
  CHECK_EQUAL(int{wires.lcd.cgram()[63]}, 0x1F);
  CHECK_EQUAL(int{wires.lcd.cgram()[0]}, 0x0A);
  wires.byte(false, 0x80 | 0x28);
  CHECK(wires.only(LcdFault::kUnknownAddress));
}

TEST("a module in one-line mode shows nothing in its second row, and nothing at all while the display is off") {
  constexpr Size kSize = {16, 2, Rom::A00};
  const Picture blank = picture_of(kSize, "");
  SimulatedModule module(ModuleOptions{kSize});
  CHECK(module.seen().backlight);
  module.advance_to(50000);
  const auto byte = [&module](bool rs, int value) {
    for (int nibble : {value >> 4, value & 15}) {
      module.noise(rs, static_cast<uint8_t>(nibble));
      module.advance_to(module.now_us() + 2000);
    }
  };
  for (int nibble : {3, 3, 3, 2}) {
    module.noise(false, static_cast<uint8_t>(nibble));
    module.advance_to(module.now_us() + 5000);
  }
  byte(false, 0x20);
  byte(true, 'A');
  byte(false, 0x80 | 0x40);
  byte(true, 'B');
  CHECK_EQUAL(difference(module.seen(), blank), "");
  byte(false, 0x0C);
  CHECK_EQUAL(difference(module.seen(), picture_of(kSize, "A")), "");
  byte(false, 0x28);
  CHECK_EQUAL(difference(module.seen(), picture_of(kSize, "A               B")), "");
}
