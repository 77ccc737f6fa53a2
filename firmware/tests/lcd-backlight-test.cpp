// The backlight, other wirings, and the pictures for setting up.
#include "lcd-bench.h"
#include "lcd/test-pictures.h"

using namespace bench;

namespace {

constexpr Size kSize = {16, 2, Rom::A00};

std::string row_of(const Picture& picture, const Size& size, uint8_t row) {
  return std::string(picture.cells + row * size.columns, picture.cells + (row + 1) * size.columns);
}

}  // namespace

TEST("the backlight changes with two bytes of the bus, and stays as it is while text is written") {
  Bench bench({kSize});
  Picture picture = picture_of(kSize, "light");
  bench.show(picture);
  bench.run_until_idle();
  CHECK(bench.module.seen().backlight);
  const uint64_t before = bench.module.bus_bytes;
  bench.lcd.set_backlight(false);
  bench.run_for(10000);
  CHECK(!bench.module.seen().backlight);
  CHECK_EQUAL(bench.module.bus_bytes - before, 2u);
  picture.cells[0] = 'L';
  bench.show(picture);
  bench.run_until_idle();
  CHECK(!bench.module.seen().backlight);
  CHECK_EQUAL(difference(bench.module.seen(), picture), "");
  bench.lcd.set_backlight(true);
  bench.run_for(10000);
  CHECK(bench.module.seen().backlight);
  CHECK_EQUAL(bench.faults(), "");
}

TEST("a backlight that was switched off stays off after the LCD was unplugged") {
  Bench bench({kSize});
  bench.show(picture_of(kSize, "dark"));
  bench.lcd.set_backlight(false);
  bench.run_until_idle();
  bench.module.unplug();
  bench.lcd.set_backlight(true);
  bench.lcd.set_backlight(false);
  bench.show(picture_of(kSize, "darker"));
  bench.run_for(1000000);
  bench.module.plug_in();
  bench.run_for(2000000);
  CHECK(!bench.module.seen().backlight);
}

TEST("backpacks that are wired another way work with their own pins") {
  for (const Pins& pins : {Pins{4, 5, 6, 7, 0, 1, 2, 3, false}, Pins{6, 5, 4, 7, 3, 2, 1, 0, true}}) {
    ModuleOptions module{kSize};
    module.pins = pins;
    LcdOptions options;
    options.pins = pins;
    Bench bench(module, options);
    const Picture picture = picture_of(kSize, "other pins");
    bench.show(picture);
    bench.run_until_idle();
    CHECK(bench.module.seen().backlight);
    CHECK_EQUAL(difference(bench.module.seen(), picture), "");
    CHECK_EQUAL(bench.faults(), "");
  }
}

TEST("the identity names address and size, and marks both ends of every row") {
  Picture picture;
  const Size large{20, 4, Rom::A00};
  draw_identity(large, 0x3F, picture);
  CHECK_EQUAL(row_of(picture, large, 0), "10x3f 20x4         1");
  CHECK_EQUAL(row_of(picture, large, 1), "2ROM \xE1             2");
  CHECK_EQUAL(row_of(picture, large, 3), "4                  4");
  const Size tiny{8, 1, Rom::A00};
  draw_identity(tiny, 0x27, picture);
  CHECK_EQUAL(row_of(picture, tiny, 0), "10x27 81");
}

TEST("the contrast test has full, chequered and empty cells in every row and column") {
  Picture picture;
  draw_contrast_test(kSize, picture);
  for (uint8_t row = 0; row < kSize.rows; row++) {
    for (int code : {8, 9, 32}) CHECK(row_of(picture, kSize, row).find(static_cast<char>(code)) != std::string::npos);
  }
  CHECK(row_of(picture, kSize, 0) != row_of(picture, kSize, 1));
  Bench bench({kSize});
  bench.show(picture);
  bench.run_until_idle();
  CHECK_EQUAL(difference(bench.module.seen(), picture), "");
}
