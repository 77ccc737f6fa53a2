#include "rom.h"

#include "rom-a00.h"
#include "rom-a02.h"
#include "search.h"

namespace marquee {

static_assert(is_sorted(kRomA00) && is_sorted(kRomA02), "rom tables are searched by halves");

namespace {

uint8_t code_in_a00(uint32_t code_point) {
  if (code_point >= 0x20 && code_point <= 0x7D && code_point != 0x5C) return static_cast<uint8_t>(code_point);
  // Half-width katakana and their punctuation stand in the order of JIS X 0201.
  if (code_point >= 0xFF61 && code_point <= 0xFF9F) return static_cast<uint8_t>(code_point - 0xFF61 + 0xA1);
  const RomEntry* entry = find(kRomA00, code_point);
  return entry == nullptr ? uint8_t{0} : entry->code;
}

// Codes of A02 from A0 on that do not draw the ISO 8859-1 character of that number.
bool differs_from_latin1(uint32_t code) {
  return code == 0xA0 || code == 0xA8 || (code >= 0xAC && code <= 0xAD) || code == 0xAF || code == 0xB4 || code == 0xB8;
}

uint8_t code_in_a02(uint32_t code_point) {
  if (code_point >= 0x20 && code_point <= 0x7E) return static_cast<uint8_t>(code_point);
  if (code_point >= 0xA0 && code_point <= 0xFF) {
    return differs_from_latin1(code_point) ? uint8_t{0} : static_cast<uint8_t>(code_point);
  }
  const RomEntry* entry = find(kRomA02, code_point);
  if (entry != nullptr) return entry->code;
  constexpr uint32_t kBell = 0x1F514;
  return code_point == kBell ? uint8_t{0x98} : uint8_t{0};
}

}  // namespace

uint8_t rom_code(Rom rom, uint32_t code_point) {
  return rom == Rom::A00 ? code_in_a00(code_point) : code_in_a02(code_point);
}

}  // namespace marquee
