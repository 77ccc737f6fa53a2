#include "rom.h"

#include "packed-table.h"
#include "rom-a00.h"
#include "rom-a02.h"

namespace marquee {

namespace {

template <typename Entry, size_t Count>
constexpr auto codes_of(const Entry (&table)[Count]) {
  Values<uint8_t, Count> codes{};
  for (size_t i = 0; i < Count; i++) codes.at[i] = table[i].code;
  return codes;
}

constexpr auto kKeysA00 = pack_keys<kRomA00>();
constexpr auto kCodesA00 = codes_of(kRomA00);
constexpr auto kKeysA02 = pack_keys<kRomA02>();
constexpr auto kCodesA02 = codes_of(kRomA02);

constexpr uint8_t kFirstKanaCode = 0xA1;
// Half-width katakana and their punctuation, in the order of their codes.
constexpr uint32_t kFirstHalfWidth = 0xFF61;
constexpr uint32_t kKanaBlock = 0x3000;

uint8_t code_in_a00(uint32_t code_point) {
  if (code_point >= 0x20 && code_point <= 0x7D && code_point != 0x5C) return static_cast<uint8_t>(code_point);
  for (size_t i = 0; i < sizeof kKanaOfA00; i++) {
    if (code_point == kFirstHalfWidth + i || code_point == kKanaBlock + kKanaOfA00[i]) {
      return static_cast<uint8_t>(kFirstKanaCode + i);
    }
  }
  const int index = find_key(kKeysA00.at, code_point);
  return index < 0 ? uint8_t{0} : kCodesA00.at[index];
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
  const int index = find_key(kKeysA02.at, code_point);
  if (index >= 0) return kCodesA02.at[index];
  constexpr uint32_t kBell = 0x1F514;
  return code_point == kBell ? uint8_t{0x98} : uint8_t{0};
}

}  // namespace

uint8_t rom_code(Rom rom, uint32_t code_point) {
  return rom == Rom::A00 ? code_in_a00(code_point) : code_in_a02(code_point);
}

uint32_t full_width_kana(uint32_t half_width) { return kKanaBlock + kKanaOfA00[half_width - kFirstHalfWidth]; }

}  // namespace marquee
