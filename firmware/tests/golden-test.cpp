#include "glass/cgram.h"
#include "glass/layout.h"
#include "harness.h"
#include "json-file.h"
#include "text/utf8.h"

using namespace marquee;

namespace {

Text text_of(const std::string& string) { return {reinterpret_cast<const uint8_t*>(string.data()), string.size()}; }

Size size_of(const Value& golden) {
  return {static_cast<uint8_t>(golden["columns"].number()), static_cast<uint8_t>(golden["rows"].number()),
          golden["rom"].text == "A02" ? Rom::A02 : Rom::A00};
}

Align align_of(const std::string& name) {
  return name == "center" ? Align::kCenter : name == "right" ? Align::kRight : Align::kLeft;
}

Overflow overflow_of(const std::string& name) {
  return name == "scroll" ? Overflow::kScroll : name == "cut" ? Overflow::kCut : Overflow::kPage;
}

std::string joined(const Value& strings, const char* separator) {
  std::string all;
  for (const Value& string : strings.elements) all += (all.empty() ? "" : separator) + string.text;
  return all;
}

std::string joined(const Substitutions& substitutions) {
  std::string all;
  for (uint8_t i = 0; i < substitutions.count(); i++) {
    uint8_t bytes[4];
    const size_t size = encode_utf8(substitutions[i], bytes);
    all += (i == 0 ? "" : " ") + std::string(bytes, bytes + size);
  }
  return all;
}

void check_case(const Value& golden) {
  const std::string text = golden["textHex"].exists() ? from_hex(golden["textHex"].text) : golden["text"].text;
  Sheet sheet;
  sheet.text = text_of(text);
  sheet.title = text_of(golden["titleText"].text);
  sheet.from = text_of(golden["from"].text);
  sheet.align = align_of(golden["align"].text);
  sheet.overflow = overflow_of(golden["overflow"].text);
  const Size size = size_of(golden);
  Layout layout{};
  Cgram cgram{};
  Substitutions substitutions{};
  layout.prepare(sheet, size);
  const std::vector<Value>& pages = golden["pages"].elements;
  if (sheet.overflow == Overflow::kPage) CHECK_EQUAL(layout.steps(), pages.size());
  for (uint16_t step = 0; step < pages.size(); step++) {
    Frame frame;
    Picture picture;
    layout.draw(sheet, step, frame);
    cgram.render(frame, size, picture, &substitutions);
    const std::string cells = to_hex(picture.cells, size.cells());
    if (cells != joined(pages[step]["cells"], "")) FAIL(golden["title"].text + ": cells " + cells);
    const Value& expected = pages[step]["cgram"];
    if (expected.exists() && to_hex(picture.cgram, kCgramBytes) != expected.text) FAIL(golden["title"].text + ": cgram");
  }
  if (!golden["textHex"].exists() && joined(substitutions) != joined(golden["substituted"], " ")) {
    FAIL(golden["title"].text + ": substitutes " + joined(substitutions));
  }
}

}  // namespace

TEST("every text of the golden table is drawn as it says") {
  const Value table = read_json_file("golden/layout.json");
  CHECK(table.elements.size() >= 200);
  for (const Value& golden : table.elements) check_case(golden);
}
