#include "age.h"

#include "../text/words.h"

namespace marquee {

namespace {

constexpr uint8_t kUnits = 4;
constexpr uint32_t kUnitMs[kUnits] = {1000, 60000, 3600000, 86400000};

Text placeholder() { return "{{age}}"; }

uint8_t unit_of(Millis age) {
  uint8_t unit = 0;
  while (unit + 1 < kUnits && age >= kUnitMs[unit + 1]) unit++;
  return unit;
}

}  // namespace

Millis rounded_age(Millis age) {
  const uint32_t unit = kUnitMs[unit_of(age)];
  return age - age % unit;
}

Millis next_age(Millis age) { return rounded_age(age) + kUnitMs[unit_of(age)]; }

void write_age(Millis age, Writer& out) {
  const uint8_t unit = unit_of(age);
  // The blank is one that no row is broken at.
  out.number(static_cast<int64_t>(age / kUnitMs[unit])).put("\u00A0").put(word_at("s min h d", unit));
}

bool mentions_age(Text text) {
  for (; text.size >= placeholder().size; text = text.from(1)) {
    if (starts_with(text, placeholder())) return true;
  }
  return false;
}

Text with_age(Text text, Millis age, Writer& out) {
  const size_t start = out.size();
  while (!text.empty()) {
    if (starts_with(text, placeholder())) {
      write_age(age, out);
      text = text.from(placeholder().size);
    } else {
      out.put(text[0]);
      text = text.from(1);
    }
  }
  return out.text().from(start);
}

}  // namespace marquee
