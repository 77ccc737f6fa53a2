#pragma once
// One plain letter for each letter of three blocks, in order; `?` where there is none.

#include <stdint.h>

namespace marquee {

// U+00C0 to U+017F: Latin-1 letters and Latin Extended-A.
constexpr uint32_t kLatinStart = 0xC0;
constexpr char kLatinLetters[] =
    "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYPsaaaaaaaceeeeiiiidnooooo/ouuuuypy"
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlL"
    "lLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

// U+01CD to U+0233: the letters with accents of Latin Extended-B.
constexpr char kExtendedLetters[] =
    "AaIiOoUuUuUuUuUu\?AaAa\?\?\?\?GgKkOoOo\?\?jDDdGg\?\?NnAa\?\?\?\?AaAaEeEeIiIiO"
    "oOoRrRrUuUuSsTt\?\?Hh\?\?\?\?\?\?AaEeOoOoOoOoYy";

// U+1E00 to U+1EFF: Latin Extended Additional, which holds Vietnamese; a capital and its small letter share an entry.
constexpr char kAdditionalPairs[] =
    "ABBBCDDDDDEEEEEFGHHHHHIIKKKLLLLMMMNNNNOOOOPPRRRRSSSSSTTTTUUUUUVV"
    "WWWWWXXYZZZ\?\?\?\?\?AAAAAAAAAAAAEEEEEEEEIIOOOOOOOOOOOOUUUUUUUYYYY\?\?\?";

// Styled, circled and boxed letters, in runs: capitals may be followed by small letters.
struct LetterRange {
  uint32_t first;
  uint16_t count;
  uint8_t alphabet;  // after so many it starts again
  char letter;
};
constexpr LetterRange kLetterRanges[] = {
    {0x24B6, 26, 26, 'A'}, {0x24D0, 26, 26, 'a'}, {0x250C, 0x61, 1, '+'}, {0x1D400, 0x2A4, 52, 'A'}, {0x1D7CE, 50, 10, '0'},
    {0x1F1E6, 26, 26, 'A'},  // a flag reads as its country code
};

// Greek letters with accents, each with the letter alone.
constexpr uint32_t kGreekBlock = 0x300;
constexpr uint8_t kGreekLetters[][2] = {
    {0x86, 0x91}, {0x88, 0x95}, {0x89, 0x97}, {0x8A, 0x99}, {0x8C, 0x9F}, {0x8E, 0xA5}, {0x8F, 0xA9}, {0x90, 0xB9}, {0xAA, 0x99},
    {0xAB, 0xA5}, {0xAC, 0xB1}, {0xAD, 0xB5}, {0xAE, 0xB7}, {0xAF, 0xB9}, {0xB0, 0xC5}, {0xCA, 0xB9}, {0xCB, 0xC5}, {0xCC, 0xBF},
    {0xCD, 0xC5}, {0xCE, 0xC9},
};

}  // namespace marquee
