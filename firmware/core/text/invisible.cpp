#include "invisible.h"

#include "compositions.h"

namespace marquee {

namespace {

struct Range {
  uint16_t first;
  uint16_t last;
};

constexpr Range kInvisible[] = {
    {0x0000, 0x001F}, {0x007F, 0x009F}, {0x00AD, 0x00AD}, {0x034F, 0x034F}, {0x061C, 0x061C}, {0x180B, 0x180F},
    {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x206F}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB},
};

constexpr Range kMarks[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x05BF, 0x05BF}, {0x05C1, 0x05C2}, {0x05C4, 0x05C5},
    {0x05C7, 0x05C7}, {0x0610, 0x061A}, {0x064B, 0x065F}, {0x0670, 0x0670}, {0x06D6, 0x06DC}, {0x06DF, 0x06E4},
    {0x06E7, 0x06E8}, {0x06EA, 0x06ED}, {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E}, {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}, {0x302A, 0x302F}, {0xFE20, 0xFE2F},
};

template <unsigned Count>
bool is_in(const Range (&ranges)[Count], uint32_t code_point) {
  for (const Range& range : ranges) {
    if (code_point >= range.first && code_point <= range.last) return true;
  }
  return false;
}

}  // namespace

bool is_invisible(uint32_t code_point) {
  return is_in(kInvisible, code_point) || (code_point >= 0xE0000 && code_point <= 0xE0FFF);
}

bool is_combining_mark(uint32_t code_point) { return code_point >= 0x300 && is_in(kMarks, code_point); }

uint32_t compose(uint32_t base, uint32_t mark) {
  for (const Composition& pair : kCompositions) {
    if (pair.base == base && pair.mark == mark) return pair.composed;
  }
  return 0;
}

}  // namespace marquee
