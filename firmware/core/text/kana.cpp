#include "kana.h"

#include "kana-spellings.h"
#include "packed-table.h"

namespace marquee {

namespace {

constexpr auto kLetters = pack_words<kKanaSpellings>();

constexpr uint8_t kVoiced = 0xDE;
constexpr uint8_t kHalfVoiced = 0xDF;
constexpr uint32_t kFirstKatakana = 0x30A1;
constexpr uint32_t kLastKatakana = 0x30FA;

bool is_hiragana(uint32_t c) { return c >= 0x3041 && c <= 0x3096; }
bool is_katakana(uint32_t c) { return c >= kFirstKatakana && c <= kLastKatakana; }
bool is_half_width(uint32_t c) { return c >= 0xFF61 && c <= 0xFF9F; }

// Small or archaic kana without a code of their own are drawn as their everyday form.
uint32_t everyday_form(uint32_t katakana) {
  switch (katakana) {
    case 0x30EE: return 0x30EF;
    case 0x30F0: return 0x30A4;
    case 0x30F1: return 0x30A8;
    case 0x30F5: return 0x30AB;
    case 0x30F6: return 0x30B1;
    default: return katakana;
  }
}

Codes with_sound_mark(uint32_t base, uint8_t mark, bool faithful) {
  return {{rom_code(Rom::A00, base), mark, 0, 0}, 2, faithful};
}

// In Unicode a voiced kana follows its base, and a half-voiced one follows that.
Codes on_a00(uint32_t katakana, bool faithful) {
  const uint32_t form = everyday_form(katakana);
  const uint8_t code = rom_code(Rom::A00, form);
  if (code != 0) return {{code, 0, 0, 0}, 1, faithful && form == katakana};
  if (katakana == 0x30F4) return with_sound_mark(0x30A6, kVoiced, faithful);
  if (katakana <= 0x30DD && rom_code(Rom::A00, katakana - 1) != 0) return with_sound_mark(katakana - 1, kVoiced, faithful);
  if (katakana <= 0x30DD) return with_sound_mark(katakana - 2, kHalfVoiced, faithful);
  return spelled_by('?');
}

}  // namespace

bool is_kana(uint32_t c) { return is_hiragana(c) || is_katakana(c) || is_half_width(c); }

Codes spell_kana(Rom rom, uint32_t code_point) {
  const uint32_t katakana = is_hiragana(code_point)     ? code_point + 0x60
                            : is_half_width(code_point) ? full_width_kana(code_point)
                                                        : code_point;
  if (rom == Rom::A00) return on_a00(katakana, !is_hiragana(code_point));
  if (is_half_width(code_point) && !is_katakana(katakana)) return transliterate(rom, katakana);
  return is_katakana(katakana) ? spelled(packed_word(kLetters.at, katakana - kFirstKatakana)) : spelled_by('?');
}

}  // namespace marquee
