#pragma once
// The character ROMs of the HD44780U (Hitachi data sheet ADE-207-272(Z), table 4).

#include <stddef.h>
#include <stdint.h>

namespace marquee {

enum class Rom : uint8_t { A00, A02 };

// The code that draws `code_point` itself, or 0 if the ROM has no such character.
uint8_t rom_code(Rom rom, uint32_t code_point);

// The everyday form of half-width katakana, U+FF61 to U+FF9F.
uint32_t full_width_kana(uint32_t half_width);

struct RomEntry {
  uint16_t code_point;
  uint8_t code;
};

}  // namespace marquee
