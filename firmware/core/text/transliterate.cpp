#include "transliterate.h"

#include "aliases.h"
#include "glyph-art.h"
#include "kana.h"
#include "letter-spellings.h"
#include "packed-table.h"
#include "plain-letters.h"
#include "sign-spellings.h"
#include "view.h"

namespace marquee {

namespace {

constexpr auto kSpellings = merged(kLetterSpellings, kSignSpellings);
constexpr auto kSpellingKeys = pack_keys<kSpellings>();
constexpr auto kSpellingWords = pack_words<kSpellings>();
constexpr auto kAliasKeys = pack_keys<kAliases>();

// Each character that aliases lead to, once.
struct AliasTargets {
  size_t count;
  uint16_t code_points[count_of(kAliases)];
  uint8_t numbers[count_of(kAliases)];  // of each alias
};

constexpr AliasTargets find_alias_targets() {
  AliasTargets targets{};
  for (size_t i = 0; i < count_of(kAliases); i++) {
    size_t number = 0;
    while (number < targets.count && targets.code_points[number] != kAliases[i].to) number++;
    if (number == targets.count) targets.code_points[targets.count++] = kAliases[i].to;
    targets.numbers[i] = static_cast<uint8_t>(number);
  }
  return targets;
}

constexpr AliasTargets kFoundTargets = find_alias_targets();

template <size_t Count, typename Value>
constexpr Values<Value, Count> first(const Value* values) {
  Values<Value, Count> result{};
  for (size_t i = 0; i < Count; i++) result.at[i] = values[i];
  return result;
}

constexpr auto kAliasTargets = first<kFoundTargets.count>(kFoundTargets.code_points);
constexpr auto kAliasNumbers = first<count_of(kAliases)>(kFoundTargets.numbers);

constexpr uint8_t kToSmall = 'a' - 'A';

bool between(uint32_t value, uint32_t low, uint32_t high) { return value >= low && value <= high; }

Codes number(uint32_t value) {
  if (value < 10) return spelled_by('0' + value);
  return {{static_cast<uint8_t>('0' + value / 10), static_cast<uint8_t>('0' + value % 10), 0, 0}, 2, false};
}

// The letter that a block of styled, circled or accented letters stands for, or 0.
uint32_t plain_letter(uint32_t c) {
  if (between(c, 0xC0, 0x17F)) return static_cast<uint8_t>(kLatinLetters[c - 0xC0]);
  if (between(c, 0x1CD, 0x233)) return static_cast<uint8_t>(kExtendedLetters[c - 0x1CD]);
  if (between(c, 0x1E00, 0x1EFF)) {
    const uint8_t capital = static_cast<uint8_t>(kAdditionalPairs[(c - 0x1E00) / 2]);
    return is_upper(capital) && c % 2 != 0 ? capital + kToSmall : capital;
  }
  for (const LetterRange& range : kLetterRanges) {
    const uint32_t number = c - range.first;
    if (number >= range.count) continue;
    const uint32_t letter = static_cast<uint8_t>(range.letter) + number % range.alphabet;
    constexpr uint8_t kBetweenCases = 'a' - 'Z' - 1;
    return range.letter == 'A' && letter > 'Z' ? letter + kBetweenCases : letter;
  }
  return 0;
}

// A Greek letter without its accents, or 0.
uint32_t greek_without_accents(uint32_t c) {
  for (const auto& [accented, plain] : kGreekLetters) {
    if (c == kGreekBlock + accented) return kGreekBlock + plain;
  }
  return 0;
}

// A02 has Cyrillic capitals only.
uint32_t cyrillic_capital(uint32_t c) {
  if (between(c, 0x430, 0x44F)) return c - 0x20;
  if (between(c, 0x450, 0x45F)) return c - 0x50;
  return 0;
}

}  // namespace

Codes spelled_by(uint32_t code) { return {{static_cast<uint8_t>(code), 0, 0, 0}, 1, false}; }

Codes spelled(const uint8_t* word) {
  Codes result{{0, 0, 0, 0}, 0, false};
  do {
    result.codes[result.count++] = *word & 0x7F;
  } while ((*word++ & kLastLetter) == 0);
  return result;
}

Codes transliterate(Rom rom, uint32_t code_point) {
  const uint32_t capital = cyrillic_capital(code_point);
  if (rom == Rom::A02 && capital != 0 && rom_code(rom, capital) != 0) return spelled_by(rom_code(rom, capital));
  const uint32_t greek = greek_without_accents(code_point);
  if (greek != 0) return rom_code(rom, greek) != 0 ? spelled_by(rom_code(rom, greek)) : transliterate(rom, greek);
  if (is_kana(code_point)) return spell_kana(rom, code_point);
  if (between(code_point, 0x2460, 0x2473)) return number(code_point - 0x245F);
  const int spelling = find_key(kSpellingKeys.at, capital != 0 ? capital : fold(code_point));
  if (spelling >= 0) {
    Codes codes = spelled(packed_word(kSpellingWords.at, static_cast<size_t>(spelling)));
    for (uint8_t& code : codes.codes) code = static_cast<uint8_t>(capital != 0 && is_upper(code) ? code + kToSmall : code);
    return codes;
  }
  const uint32_t letter = plain_letter(code_point);
  return spelled_by(letter == 0 ? '?' : letter);
}

uint32_t same_drawing(uint32_t code_point) {
  if (between(code_point, 0xFF01, 0xFF5E)) return code_point - 0xFEE0;
  const int alias = find_key(kAliasKeys.at, fold(code_point));
  return alias < 0 ? code_point : unfold(kAliasTargets[kAliasNumbers[static_cast<size_t>(alias)]]);
}

}  // namespace marquee
