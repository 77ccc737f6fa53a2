// Any bytes as a text on any glass: every page is drawn, within bounds, with codes that exist.
#include <stdlib.h>

#include "glass/cgram.h"
#include "glass/layout.h"

using namespace marquee;

namespace {

void require(bool condition) {
  if (!condition) abort();
}

void check(const Picture& picture, const Size& size) {
  for (uint8_t i = 0; i < size.cells(); i++) {
    const uint8_t code = picture.cells[i];
    require(code >= 8 && (code >= 0x20 || code < 16 || size.rom == Rom::A02));
  }
  for (uint8_t row : picture.cgram) require(row <= 0x1F);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t length) {
  if (length < 4) return 0;
  const uint8_t columns = static_cast<uint8_t>(kMinColumns + data[0] % (kMaxColumns - kMinColumns + 1));
  const uint8_t rows = static_cast<uint8_t>(1 + data[1] % kMaxRows);
  const Size size{columns, rows, data[2] % 2 == 0 ? Rom::A00 : Rom::A02};
  if (!is_supported(columns, rows)) return 0;
  Sheet sheet;
  sheet.align = static_cast<Align>(data[3] % 3);
  sheet.overflow = static_cast<Overflow>(data[3] / 3 % 3);
  const bool has_heading = (data[3] & 0x80) != 0;
  Text rest{data + 4, length - 4};
  if (has_heading) {
    sheet.title = rest.first(rest.size / 8);
    rest = rest.from(rest.size / 8);
    sheet.from = rest.first(rest.size / 8);
    rest = rest.from(rest.size / 8);
  }
  sheet.marks_are_optional = (data[3] & 0x40) != 0;
  if ((data[3] & 0x20) != 0) {
    sheet.hints = rest.first(rest.size / 8);
    rest = rest.from(rest.size / 8);
  }
  sheet.text = rest.first(kMaxTextBytes);

  Layout layout{};
  Cgram cgram{};
  Substitutions substitutions{};
  layout.prepare(sheet, size);
  require(layout.steps() >= 1);
  for (uint16_t step = 0; step < layout.steps(); step++) {
    Frame frame;
    Picture picture;
    layout.draw(sheet, step, frame);
    cgram.render(frame, size, picture, &substitutions);
    check(picture, size);
  }
  return 0;
}
