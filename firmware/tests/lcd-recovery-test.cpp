// Finding the LCD, and healing it.
#include "lcd-bench.h"

using namespace bench;

namespace {

constexpr Size kSize = {20, 4, Rom::A00};

// A bus on which one device answers, for what a driver asks before it finds the LCD.
struct Probes {
  std::vector<uint8_t> asked;
  uint8_t answers;

  static bool write(void* context, uint8_t address, const uint8_t*, size_t) {
    Probes& probes = *static_cast<Probes*>(context);
    probes.asked.push_back(address);
    return address == probes.answers;
  }
};

Picture busy_picture(std::mt19937& random) {
  Picture picture = picture_of(kSize, "");
  for (int i = 0; i < 12; i++) change(picture, kSize, random);
  return picture;
}

bool is_wiped(Bench& bench) {
  for (const auto& write : bench.take_written()) {
    if (!write.is_data && (write.value == 0x01 || write.value == 0x08)) return true;
  }
  return false;
}

}  // namespace

TEST("every address that a backpack can have is found, the usual ones first") {
  for (uint8_t address = 0x20; address <= 0x3F; address++) {
    if (address == 0x28) address = 0x38;
    Bench bench({kSize, address});
    const Picture picture = picture_of(kSize, "here");
    bench.show(picture);
    bench.run_until_idle();
    CHECK_EQUAL(int{bench.lcd.address()}, int{address});
    CHECK_EQUAL(difference(bench.module.seen(), picture), "");
    CHECK_EQUAL(bench.lcd.i2c_errors(), 0u);
  }
  Probes probes{{}, 0};
  Lcd lcd{};
  lcd.begin({&Probes::write, &probes}, {});
  uint32_t now_us = 0;
  while (probes.asked.size() < 16) now_us += lcd.step(now_us);
  CHECK_EQUAL(int{probes.asked[0]}, 0x27);
  CHECK_EQUAL(int{probes.asked[1]}, 0x3F);
  CHECK_EQUAL(int{lcd.address()}, 0);
  CHECK(!lcd.is_found());
  for (uint8_t asked : probes.asked) CHECK((asked >= 0x20 && asked <= 0x27) || (asked >= 0x38 && asked <= 0x3F));
}

TEST("a bus without an LCD is asked for all addresses twice a second, one a step") {
  Probes probes{{}, 0};
  Lcd lcd{};
  lcd.begin({&Probes::write, &probes}, {});
  uint32_t now_us = 0;
  for (; now_us < 10000000; now_us += 1000) {
    const size_t before = probes.asked.size();
    lcd.step(now_us);
    CHECK(probes.asked.size() - before <= 1);
  }
  CHECK(probes.asked.size() > 16 * 15);
  CHECK(probes.asked.size() <= 16 * 21);
}

TEST("an address that is given is the only one that is asked, and another one can be given later") {
  LcdOptions options;
  options.address = 0x23;
  Bench bench({kSize, 0x3A}, options);
  const Picture picture = picture_of(kSize, "moved");
  bench.show(picture);
  bench.run_for(3000000);
  CHECK(!bench.lcd.is_found());
  bench.lcd.set_address(0x3A);
  bench.run_until_idle();
  CHECK_EQUAL(difference(bench.module.seen(), picture), "");
}

TEST("being told the address that was found, or to search, disturbs nothing") {
  Bench bench({kSize, 0x3A});
  bench.show(picture_of(kSize, "stays"));
  bench.run_until_idle();
  const uint64_t before = bench.module.transmissions;
  for (uint8_t address : {uint8_t{0x3A}, uint8_t{0}, uint8_t{0x3A}}) {
    bench.lcd.set_address(address);
    bench.run_for(1000000);
  }
  CHECK_EQUAL(bench.module.transmissions, before);
  bench.module.unplug();
  bench.show(picture_of(kSize, "returns"));
  bench.run_for(1000000);
  bench.module.plug_in();
  bench.run_for(2000000);
  CHECK_EQUAL(difference(bench.module.seen(), picture_of(kSize, "returns")), "");
}

TEST("initialisation by instruction wakes a controller whose reset failed") {
  std::mt19937 random(2);
  for (int i = 0; i < 50; i++) {
    Bench bench({kSize});
    bench.module.advance_to(static_cast<uint64_t>(i) * 7919);
    bench.module.blink_power(PowerOn::kGarbage);
    const Picture picture = busy_picture(random);
    bench.show(picture);
    bench.run_until_idle();
    CHECK_EQUAL(difference(bench.module.seen(), picture), "");
    CHECK_EQUAL(bench.faults(), "");
  }
}

TEST("an address that is not acknowledged is counted once and the glass is made right again, without wiping it") {
  std::mt19937 random(3);
  for (uint32_t refused = 0; refused < 25; refused++) {
    Bench bench({kSize});
    bench.show(busy_picture(random));
    bench.run_until_idle();
    bench.take_written();
    bench.module.refuse_transmission_after(refused);
    const Picture picture = busy_picture(random);
    bench.show(picture);
    bench.run_for(500000);
    // Fewer transmissions than that: the refresh meets it.
    if (bench.lcd.i2c_errors() == 0) bench.run_for(kRefreshUs + 1000000);
    CHECK(bench.lcd.is_idle());
    CHECK_EQUAL(difference(bench.module.seen(), picture), "");
    CHECK_EQUAL(bench.lcd.i2c_errors(), 1u);
    CHECK(!is_wiped(bench));
    CHECK_EQUAL(bench.faults(), "");
  }
}

TEST("a transmission that breaks off anywhere leaves nothing wrong on the glass") {
  std::mt19937 random(8);
  for (uint32_t refused = 0; refused < 150; refused++) {
    Bench bench({kSize});
    bench.show(busy_picture(random));
    bench.run_until_idle();
    bench.module.refuse_after(refused);
    const Picture picture = busy_picture(random);
    bench.show(picture);
    bench.run_for(500000);
    CHECK(bench.lcd.is_idle());
    CHECK_EQUAL(difference(bench.module.seen(), picture), "");
    CHECK(bench.lcd.i2c_errors() <= 1u);
    // E may stay high in the middle of a pulse, which nobody can undo properly.
    for (LcdFault fault : bench.module.controller().faults) {
      CHECK(fault == LcdFault::kDataHold || fault == LcdFault::kUnknownAddress);
    }
  }
}

TEST("an LCD that is unplugged and plugged in again shows the picture of now") {
  std::mt19937 random(5);
  for (PowerOn kind : {PowerOn::kReset, PowerOn::kGarbage}) {
    Bench bench({kSize});
    bench.show(busy_picture(random));
    bench.run_until_idle();
    bench.module.unplug();
    bench.show(busy_picture(random));
    bench.run_for(2000000);
    CHECK(!bench.lcd.is_idle());
    CHECK_EQUAL(bench.lcd.i2c_errors(), 1u);
    bench.module.plug_in(kind);
    const Picture picture = busy_picture(random);
    bench.show(picture);
    bench.run_for(2000000);
    CHECK(bench.lcd.is_idle());
    CHECK_EQUAL(difference(bench.module.seen(), picture), "");
    CHECK_EQUAL(bench.faults(), "");
  }
}

TEST("after a power cut the display comes on when its memory is known, and not before") {
  int came_on = 0;
  for (int i = 0; i < 20; i++) {
    Bench bench({kSize});
    const Picture picture = picture_of(kSize, std::string(80, 'x'));
    bench.show(picture);
    bench.run_until_idle();
    bench.module.unplug();
    bench.lcd.show(picture_of(kSize, ""), kSize);
    bench.run_for(static_cast<uint64_t>(100000 + i * 12345));
    bench.show(picture);
    bench.module.plug_in(PowerOn::kGarbage);
    bool was_on = bench.module.controller().shows();
    for (int step = 0; step < 20000 && !bench.lcd.is_idle(); step++) {
      bench.step();
      const bool is_on = bench.module.controller().shows();
      if (is_on && !was_on && bench.module.controller().has_two_lines()) {
        came_on++;
        CHECK_EQUAL(difference(bench.module.seen(), picture), "");
      }
      was_on = is_on;
    }
    CHECK(bench.lcd.is_idle());
  }
  CHECK(came_on > 3);
}

TEST("noise and power cuts that nobody noticed are gone after the next refresh, without wiping the glass") {
  std::mt19937 random(6);
  for (int i = 0; i < 60; i++) {
    Bench bench({kSize});
    const Picture picture = busy_picture(random);
    bench.show(picture);
    bench.run_until_idle();
    if (i % 10 == 0) bench.module.blink_power(i % 20 == 0 ? PowerOn::kReset : PowerOn::kGarbage);
    for (uint32_t pulses = 1 + below(random, 5); pulses > 0; pulses--) {
      bench.module.noise(below(random, 2) == 0, static_cast<uint8_t>(below(random, 16)));
      bench.module.advance_to(bench.module.now_us() + 2000);
    }
    bench.run_for(1000000);
    bench.take_written();
    bench.module.controller().faults.clear();
    bench.loop_us = 50000;
    bench.run_for(kRefreshUs + 5000000);
    CHECK(bench.lcd.is_idle());
    CHECK_EQUAL(difference(bench.module.seen(), picture), "");
    CHECK(!is_wiped(bench));
    CHECK_EQUAL(bench.lcd.i2c_errors(), 0u);
  }
}

TEST("a refresh is not seen: every cell keeps its code and the display stays on") {
  std::mt19937 random(7);
  Bench bench({kSize});
  const Picture picture = busy_picture(random);
  bench.show(picture);
  bench.run_until_idle();
  bench.take_written();
  bench.run_for(kRefreshUs - 1000000);
  CHECK(bench.take_written().empty());
  // The longest time without the second line, which is one transmission.
  uint64_t dark_since = 0;
  uint64_t dark_us = 0;
  for (const uint64_t end = bench.module.now_us() + 3000000; bench.module.now_us() < end;) {
    bench.step();
    const bool is_whole = difference(bench.module.seen(), picture).empty();
    if (is_whole) dark_since = 0;
    if (!is_whole && dark_since == 0) dark_since = bench.module.now_us();
    if (!is_whole) dark_us = std::max(dark_us, bench.module.now_us() - dark_since + 1);
  }
  CHECK_EQUAL(dark_us, 0u);
  int cells = 0;
  for (const auto& write : bench.take_written()) cells += write.is_data && !write.to_cgram ? 1 : 0;
  CHECK_EQUAL(cells, 80);
  CHECK_EQUAL(bench.faults(), "");
}

TEST("a picture that never rests does not put off the refresh") {
  Bench bench({kSize});
  Picture picture = picture_of(kSize, "");
  bench.loop_us = 20000;
  bool refreshed = false;
  bench.show(picture);
  bench.run_until_idle();
  for (uint64_t i = 0; bench.module.now_us() < kRefreshUs + 10000000; i++) {
    picture.cells[i % 80] = static_cast<uint8_t>('a' + i % 26);
    bench.show(picture);
    bench.step();
    for (const auto& write : bench.take_written()) refreshed = refreshed || (!write.is_data && write.value == 0x02);
  }
  CHECK(refreshed);
  bench.run_until_idle();
  CHECK_EQUAL(difference(bench.module.seen(), picture), "");
}

TEST("a counter of microseconds that wraps changes nothing") {
  Bench bench({kSize});
  bench.module.advance_to(0xFFFFFFFFull - 30000);
  bench.module.blink_power();
  const Picture picture = picture_of(kSize, "wraps");
  bench.show(picture);
  bench.run_until_idle();
  CHECK(bench.module.now_us() > 0xFFFFFFFFull);
  CHECK_EQUAL(difference(bench.module.seen(), picture), "");
  CHECK_EQUAL(bench.faults(), "");
}

TEST("a loop that stalls for seconds keeps the initialisation right") {
  for (uint64_t loop_us : {1ull, 3000ull, 50000ull, 2000000ull}) {
    Bench bench({kSize});
    bench.loop_us = loop_us;
    const Picture picture = picture_of(kSize, "slow");
    bench.show(picture);
    bench.run_until_idle(100000000);
    CHECK_EQUAL(difference(bench.module.seen(), picture), "");
    CHECK_EQUAL(bench.faults(), "");
  }
}

TEST("a clock that counts by the millisecond keeps the initialisation right") {
  for (uint64_t start_us = 0; start_us < 1000; start_us += 37) {
    Bench bench({kSize});
    bench.tick_us = 1000;
    bench.loop_us = 43;
    bench.module.advance_to(start_us);
    bench.module.blink_power();
    const Picture picture = picture_of(kSize, "coarse");
    bench.show(picture);
    bench.run_until_idle();
    CHECK_EQUAL(difference(bench.module.seen(), picture), "");
    CHECK_EQUAL(bench.faults(), "");
  }
}
