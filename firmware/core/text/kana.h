#pragma once
// Japanese syllables: half-width katakana on A00, plain letters on A02.

#include "transliterate.h"

namespace marquee {

bool is_kana(uint32_t code_point);
Codes spell_kana(Rom rom, uint32_t code_point);

}  // namespace marquee
