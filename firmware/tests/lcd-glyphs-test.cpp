// In which order glyphs and cells are written.
#include "lcd-bench.h"

using namespace bench;

namespace {

constexpr Size kSize = {16, 2, Rom::A00};

void set_glyph(Picture& picture, uint8_t slot, uint8_t row_bits) {
  std::memset(picture.cgram + slot * kGlyphRows, row_bits, kGlyphRows);
}

// How often, after a step of the driver, a cell showed a glyph of neither picture.
int wrong_steps(Bench& bench, const Picture& before, const Picture& after) {
  int wrong = 0;
  bench.show(after);
  do {
    bench.step();
    const SeenGlass seen = bench.module.seen();
    for (uint8_t cell = 0; cell < kSize.cells(); cell++) {
      SeenGlass one = seen;
      one.size = {1, 1, Rom::A00};
      one.picture.cells[0] = seen.picture.cells[cell];
      Picture old = before;
      old.cells[0] = before.cells[cell];
      Picture now = after;
      now.cells[0] = after.cells[cell];
      if (!difference(one, old).empty() && !difference(one, now).empty()) wrong++;
    }
  } while (!bench.lcd.is_idle());
  return wrong;
}

int glyph_bytes(Bench& bench) {
  int count = 0;
  for (const auto& write : bench.take_written()) count += write.is_data && write.to_cgram ? 1 : 0;
  return count;
}

}  // namespace

TEST("a slot is written only when its glyph changed and a cell shows it") {
  Bench bench({kSize});
  Picture picture = picture_of(kSize, "caf\x08");
  set_glyph(picture, 0, 0x11);
  set_glyph(picture, 5, 0x1F);
  bench.show(picture);
  bench.run_until_idle();
  CHECK_EQUAL(glyph_bytes(bench), 8);
  picture.cells[9] = 8;
  bench.show(picture);
  bench.run_until_idle();
  CHECK_EQUAL(glyph_bytes(bench), 0);
  picture.cells[10] = 13;
  bench.show(picture);
  bench.run_until_idle();
  CHECK_EQUAL(glyph_bytes(bench), 8);
  CHECK_EQUAL(difference(bench.module.seen(), picture), "");
}

TEST("no cell shows the glyph of another while slots get new glyphs") {
  Bench bench({kSize});
  Picture before = picture_of(kSize, "\x08\x09 with these \x08");
  set_glyph(before, 0, 0x01);
  set_glyph(before, 1, 0x02);
  bench.show(before);
  bench.run_until_idle();
  Picture after = picture_of(kSize, "new             \x08\x09");
  set_glyph(after, 0, 0x0C);
  set_glyph(after, 1, 0x0D);
  CHECK_EQUAL(wrong_steps(bench, before, after), 0);
  CHECK_EQUAL(difference(bench.module.seen(), after), "");
}

TEST("a glyph that changes where it stands is never seen elsewhere") {
  Bench bench({kSize});
  Picture before = picture_of(kSize, "\x08\x08\x08");
  set_glyph(before, 0, 0x10);
  bench.show(before);
  bench.run_until_idle();
  Picture after = before;
  set_glyph(after, 0, 0x18);
  CHECK_EQUAL(wrong_steps(bench, before, after), 0);
  CHECK_EQUAL(difference(bench.module.seen(), after), "");
}

TEST("cells that exchange their glyphs come to rest") {
  Bench bench({kSize});
  Picture before = picture_of(kSize, "\x08\x09");
  set_glyph(before, 0, 0x01);
  set_glyph(before, 1, 0x02);
  bench.show(before);
  bench.run_until_idle();
  Picture after = picture_of(kSize, "\x09\x08");
  set_glyph(after, 0, 0x03);
  set_glyph(after, 1, 0x04);
  bench.show(after);
  bench.run_until_idle();
  CHECK_EQUAL(difference(bench.module.seen(), after), "");
}
