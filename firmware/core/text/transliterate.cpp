#include "transliterate.h"

#include <string.h>

#include "aliases.h"
#include "glyph-art.h"
#include "kana.h"
#include "letter-spellings.h"
#include "plain-letters.h"
#include "search.h"
#include "sign-spellings.h"

namespace marquee {

static_assert(is_sorted(kAliases) && is_sorted(kLetterSpellings) && is_sorted(kSignSpellings),
              "spelling tables are searched by halves");

namespace {

bool between(uint32_t value, uint32_t low, uint32_t high) { return value >= low && value <= high; }

Codes one(uint32_t code) { return {{static_cast<uint8_t>(code), 0, 0, 0}, 1, false}; }

Codes spelled(const char* letters) {
  Codes result{{0, 0, 0, 0}, 0, false};
  while (result.count < 4 && letters[result.count] != 0) {
    result.codes[result.count] = static_cast<uint8_t>(letters[result.count]);
    result.count++;
  }
  return result;
}

Codes number(uint32_t value) {
  if (value < 10) return one('0' + value);
  return {{static_cast<uint8_t>('0' + value / 10), static_cast<uint8_t>('0' + value % 10), 0, 0}, 2, false};
}

// The letter that a block of styled, circled or accented letters stands for, or 0.
uint32_t plain_letter(uint32_t c) {
  if (between(c, 0xC0, 0x17F)) return static_cast<uint8_t>(kLatinLetters[c - 0xC0]);
  if (between(c, 0x1CD, 0x233)) return static_cast<uint8_t>(kExtendedLetters[c - 0x1CD]);
  if (between(c, 0x1E00, 0x1EFF)) return static_cast<uint8_t>(kAdditionalLetters[c - 0x1E00]);
  if (between(c, 0x24B6, 0x24CF)) return c - 0x24B6 + 'A';
  if (between(c, 0x24D0, 0x24E9)) return c - 0x24D0 + 'a';
  if (between(c, 0x250C, 0x256C)) return '+';
  if (between(c, 0x1D400, 0x1D6A3)) {
    const uint32_t letter = (c - 0x1D400) % 52;
    return letter < 26 ? 'A' + letter : 'a' + letter - 26;
  }
  if (between(c, 0x1D7CE, 0x1D7FF)) return '0' + (c - 0x1D7CE) % 10;
  if (between(c, 0x1F1E6, 0x1F1FF)) return c - 0x1F1E6 + 'A';  // a flag reads as its country code
  return 0;
}

// A Greek letter without its accents, or 0.
uint32_t greek_without_accents(uint32_t c) {
  switch (c) {
    case 0x386: return 0x391;
    case 0x388: return 0x395;
    case 0x389: return 0x397;
    case 0x38A: case 0x3AA: return 0x399;
    case 0x38C: return 0x39F;
    case 0x38E: case 0x3AB: return 0x3A5;
    case 0x38F: return 0x3A9;
    case 0x3AC: return 0x3B1;
    case 0x3AD: return 0x3B5;
    case 0x3AE: return 0x3B7;
    case 0x390: case 0x3AF: case 0x3CA: return 0x3B9;
    case 0x3B0: case 0x3CB: case 0x3CD: return 0x3C5;
    case 0x3CC: return 0x3BF;
    case 0x3CE: return 0x3C9;
    default: return 0;
  }
}

// A02 has Cyrillic capitals only.
uint32_t cyrillic_capital(uint32_t c) {
  if (between(c, 0x430, 0x44F)) return c - 0x20;
  if (between(c, 0x450, 0x45F)) return c - 0x50;
  return 0;
}

}  // namespace

Codes transliterate(Rom rom, uint32_t code_point) {
  const uint32_t capital = cyrillic_capital(code_point);
  if (rom == Rom::A02 && capital != 0 && rom_code(rom, capital) != 0) return one(rom_code(rom, capital));
  const uint32_t greek = greek_without_accents(code_point);
  if (greek != 0) return rom_code(rom, greek) != 0 ? one(rom_code(rom, greek)) : transliterate(rom, greek);
  if (is_kana(code_point)) return spell_kana(rom, code_point);
  if (between(code_point, 0x2460, 0x2473)) return number(code_point - 0x245F);
  const uint16_t key = fold(code_point);
  const Spelling* spelling = find(kLetterSpellings, key);
  if (spelling == nullptr) spelling = find(kSignSpellings, key);
  if (spelling != nullptr) return spelled(spelling->letters);
  const uint32_t letter = plain_letter(code_point);
  return one(letter == 0 ? '?' : letter);
}

uint32_t same_drawing(uint32_t code_point) {
  if (between(code_point, 0xFF01, 0xFF5E)) return code_point - 0xFEE0;
  const uint16_t key = fold(code_point);
  const Alias* alias = key == 0 ? nullptr : find(kAliases, key);
  return alias == nullptr ? code_point : unfold(alias->to);
}

}  // namespace marquee
