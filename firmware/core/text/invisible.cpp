#include "invisible.h"

#include "compositions.h"
#include "plain-letters.h"

namespace marquee {

namespace {

// U+`high``low` and so many `more` after it.
struct Range {
  uint8_t high;
  uint8_t low;
  uint8_t more;
};

constexpr Range kInvisible[] = {
    {0x00, 0x00, 0x1F}, {0x00, 0x7F, 0x20}, {0x00, 0xAD, 0x00}, {0x03, 0x4F, 0x00}, {0x06, 0x1C, 0x00},
    {0x18, 0x0B, 0x04}, {0x20, 0x0B, 0x04}, {0x20, 0x2A, 0x04}, {0x20, 0x60, 0x0F}, {0xFE, 0x00, 0x0F},
    {0xFE, 0xFF, 0x00}, {0xFF, 0xF9, 0x02},
};

constexpr Range kMarks[] = {
    {0x03, 0x00, 0x6F}, {0x04, 0x83, 0x06}, {0x05, 0x91, 0x2C}, {0x05, 0xBF, 0x00}, {0x05, 0xC1, 0x01},
    {0x05, 0xC4, 0x01}, {0x05, 0xC7, 0x00}, {0x06, 0x10, 0x0A}, {0x06, 0x4B, 0x14}, {0x06, 0x70, 0x00},
    {0x06, 0xD6, 0x06}, {0x06, 0xDF, 0x05}, {0x06, 0xE7, 0x01}, {0x06, 0xEA, 0x03}, {0x0E, 0x31, 0x00},
    {0x0E, 0x34, 0x06}, {0x0E, 0x47, 0x07}, {0x1A, 0xB0, 0x4F}, {0x1D, 0xC0, 0x3F}, {0x20, 0xD0, 0x2F},
    {0x30, 0x2A, 0x05}, {0xFE, 0x20, 0x0F},
};

template <unsigned Count>
bool is_in(const Range (&ranges)[Count], uint32_t code_point) {
  for (const Range& range : ranges) {
    if (code_point - (range.high * 256u + range.low) <= range.more) return true;
  }
  return false;
}

// What composes a Latin letter: its plain letter and the mark, here as its sign.
uint32_t compose_latin(uint32_t base, char sign) {
  for (uint32_t i = 0; kLatinMarks[i] != 0; i++) {
    if (kLatinMarks[i] == sign && static_cast<uint8_t>(kLatinLetters[i]) == base) return kLatinStart + i;
  }
  return 0;
}

}  // namespace

bool is_invisible(uint32_t code_point) {
  return is_in(kInvisible, code_point) || (code_point >= 0xE0000 && code_point <= 0xE0FFF);
}

bool is_combining_mark(uint32_t code_point) { return code_point >= 0x300 && is_in(kMarks, code_point); }

uint32_t compose(uint32_t base, uint32_t mark) {
  for (const MarkSign& latin : kMarkSigns) {
    if (mark != kMarkStart + latin.mark) continue;
    const uint32_t composed = compose_latin(base, latin.sign);
    if (composed != 0) return composed;
  }
  for (const Composition& pair : kOtherCompositions) {
    if (pair.base == base && pair.mark == mark) return pair.composed;
  }
  return 0;
}

}  // namespace marquee
