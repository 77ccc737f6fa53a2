#pragma once
// Canonical compositions (UnicodeData.txt) of the letters that a ROM or a glyph can draw,
// and of those whose transliteration differs from that of their base letter.

#include <stdint.h>

namespace marquee {

// The marks of Latin letters, counted from U+0300, each with a character that looks like it.
constexpr uint32_t kMarkStart = 0x300;
struct MarkSign {
  char sign;
  uint8_t mark;
};
constexpr MarkSign kMarkSigns[] = {
    {'`', 0x00}, {'\'', 0x01}, {'^', 0x02}, {'~', 0x03}, {'-', 0x04}, {'u', 0x06}, {'.', 0x07},
    {':', 0x08}, {'o', 0x0A}, {'"', 0x0B}, {'v', 0x0C}, {',', 0x27}, {'_', 0x28},
};

// U+00C0 to U+017F: the mark that composes each from its plain letter; a blank where none does.
constexpr char kLatinMarks[] =
    "`'^~:o ,`'^:`'^: ~`'^~:  `'^:'  `'^~:o ,`'^:`'^: ~`'^~:  `'^:' :"
    "--uu__''    vvvv  --  ..__vv  uu  ,,       -   _.     ,,   ,,vv "
    "   '',,vv       \"\"   ',,vv''  ,,vv,,vv    --  oo\"\" _    :''..vv ";

struct Composition {
  uint16_t base;
  uint16_t mark;
  uint16_t composed;
};

constexpr Composition kOtherCompositions[] = {
    {0x0413, 0x0301, 0x0403}, {0x041A, 0x0301, 0x040C}, {0x0433, 0x0301, 0x0453}, {0x043A, 0x0301, 0x045C},
    {0x0418, 0x0306, 0x0419}, {0x0423, 0x0306, 0x040E}, {0x0438, 0x0306, 0x0439}, {0x0443, 0x0306, 0x045E},
    {0x0406, 0x0308, 0x0407}, {0x0415, 0x0308, 0x0401}, {0x0435, 0x0308, 0x0451}, {0x0456, 0x0308, 0x0457},
    {0x0053, 0x0326, 0x0218}, {0x0054, 0x0326, 0x021A}, {0x0073, 0x0326, 0x0219}, {0x0074, 0x0326, 0x021B},
};

}  // namespace marquee
