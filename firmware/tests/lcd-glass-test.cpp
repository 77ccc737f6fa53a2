// The glass becomes the picture, and nothing more is written than that takes.
#include "lcd-bench.h"

using namespace bench;

namespace {

struct Module {
  const char* name;
  ModuleOptions options;
};

const Module kModules[] = {
    {"16x2", {{16, 2, Rom::A00}}},
    {"20x4", {{20, 4, Rom::A00}}},
    {"16x4", {{16, 4, Rom::A00}}},
    {"20x2", {{20, 2, Rom::A02}}},
    {"40x2", {{40, 2, Rom::A00}}},
    {"24x2", {{24, 2, Rom::A00}}},
    {"8x2", {{8, 2, Rom::A00}}},
    {"20x3", {{20, 3, Rom::A00}}},
    {"8x1", {{8, 1, Rom::A00}}},
    {"16x1 of two halves", {{16, 1, Rom::A00}, 0x27, kCommonPins, true}},
    {"20x1", {{20, 1, Rom::A00}}},
    {"40x1", {{40, 1, Rom::A00}}},
};

constexpr Size kLarge = {20, 4, Rom::A00};

}  // namespace

TEST("the glass is the picture after any sequence of pictures, on every geometry, without a fault of timing") {
  std::mt19937 random(4);
  for (const Module& module : kModules) {
    Bench bench(module.options);
    Picture picture = picture_of(module.options.size, "");
    for (int i = 0; i < 150; i++) {
      change(picture, module.options.size, random);
      bench.show(picture);
      // Often the next picture comes before this one is done.
      if (below(random, 3) == 0) {
        bench.run_for(below(random, 20000));
        continue;
      }
      bench.run_until_idle();
      const std::string fault = difference(bench.module.seen(), picture);
      if (!fault.empty()) FAIL(std::string(module.name) + ": " + fault);
    }
    CHECK_EQUAL(module.name + (": " + bench.faults()), std::string(module.name) + ": ");
    CHECK(bench.longest_step_us <= 10000);
    CHECK_EQUAL(bench.lcd.i2c_errors(), 0u);
  }
}

TEST("a 16x1 module that is one line shows its row where it says so") {
  const Size size{16, 1, Rom::A00};
  LcdOptions options;
  options.single_row = SingleRow::kWhole;
  Bench bench({size}, options);
  const Picture picture = picture_of(size, "left and right  ");
  bench.show(picture);
  bench.run_until_idle();
  CHECK_EQUAL(difference(bench.module.seen(), picture), "");
}

TEST("nothing that stands on the glass already is written") {
  std::mt19937 random(11);
  Bench bench({kLarge});
  Picture before = picture_of(kLarge, "");
  bench.show(before);
  bench.run_until_idle();
  bench.take_written();
  for (int i = 0; i < 300; i++) {
    Picture after = before;
    change(after, kLarge, random);
    for (uint8_t cell = 0; cell < kLarge.cells(); cell++) {
      // Codes alone: what glyphs cost has its own test.
      if (after.cells[cell] < 16) after.cells[cell] = 'x';
    }
    int changed = 0;
    for (uint8_t cell = 0; cell < kLarge.cells(); cell++) changed += after.cells[cell] != before.cells[cell] ? 1 : 0;
    bench.show(after);
    bench.run_until_idle();
    int data = 0;
    int instructions = 0;
    for (const auto& write : bench.take_written()) (write.is_data ? data : instructions)++;
    CHECK_EQUAL(data, changed);
    CHECK(instructions <= changed);
    before = after;
  }
}

TEST("a changed digit costs eleven bytes of the bus, the next one beside it four") {
  Bench bench({kLarge});
  Picture picture = picture_of(kLarge, "12:34:56");
  bench.show(picture);
  bench.run_until_idle();
  uint64_t before = bench.module.bus_bytes;
  picture.cells[7] = '7';
  bench.show(picture);
  bench.run_until_idle();
  CHECK_EQUAL(bench.module.bus_bytes - before, 11u);
  before = bench.module.bus_bytes;
  picture.cells[6] = '0';
  picture.cells[7] = '0';
  bench.show(picture);
  bench.run_until_idle();
  CHECK_EQUAL(bench.module.bus_bytes - before, 15u);
}

TEST("a whole glass of text with five glyphs takes less than 50 ms of the bus") {
  Bench bench({kLarge});
  Picture picture = picture_of(kLarge, "");
  bench.show(picture);
  bench.run_until_idle();
  const uint64_t before = bench.module.bus_bytes;
  for (uint8_t i = 0; i < kLarge.cells(); i++) picture.cells[i] = i % 16 < 5 ? static_cast<uint8_t>(8 + i % 16) : uint8_t{'a'};
  for (uint8_t i = 0; i < 5; i++) picture.cgram[i * 8] = static_cast<uint8_t>(i + 1);
  bench.show(picture);
  bench.run_until_idle();
  const uint64_t us = (bench.module.bus_bytes - before) * kByteUs;
  CHECK(us < 50000);
  CHECK_EQUAL(difference(bench.module.seen(), picture), "");
}

TEST("a driver that rests keeps off the bus") {
  Bench bench({kLarge});
  bench.show(picture_of(kLarge, "still"));
  bench.run_until_idle();
  const uint64_t before = bench.module.transmissions;
  bench.run_for(60000000);
  CHECK_EQUAL(bench.module.transmissions, before);
}

TEST("rows below a row that always changes are drawn too") {
  Bench bench({kLarge});
  Picture picture = picture_of(kLarge, "");
  bench.show(picture);
  bench.run_until_idle();
  picture.cells[60] = 'Z';
  for (int i = 0; i < 20; i++) {
    for (uint8_t column = 0; column < 20; column++) picture.cells[column] = static_cast<uint8_t>('a' + (i + column) % 26);
    bench.show(picture);
    bench.step();
  }
  CHECK_EQUAL(bench.module.seen().picture.cells[60], 'Z');
}

TEST("another size at run time is drawn on a cleared glass") {
  const Size small{16, 2, Rom::A00};
  Bench bench({kLarge});
  const Picture wrong = picture_of(small, std::string(32, 'x'));
  bench.lcd.show(wrong, small);
  bench.run_until_idle();
  const Picture right = picture_of(kLarge, "four rows, of which the last one says: done. It is of no use that this is long");
  bench.show(right);
  bench.run_until_idle();
  CHECK_EQUAL(difference(bench.module.seen(), right), "");
  CHECK_EQUAL(bench.faults(), "");
}

TEST("a size that changes during the initialisation lets what is under way finish") {
  const Size small{16, 2, Rom::A00};
  const Picture right = picture_of(kLarge, "right");
  for (uint64_t after_us = 0; after_us < 80000; after_us += 700) {
    Bench bench({kLarge});
    bench.lcd.show(picture_of(small, "wrong"), small);
    bench.run_for(after_us);
    bench.show(right);
    bench.run_until_idle();
    CHECK_EQUAL(difference(bench.module.seen(), right), "");
    CHECK_EQUAL(bench.faults(), "");
  }
}
