#pragma once
// Pictures for setting up a module: they tell by sight what is wired or set wrongly.

#include "../core/glass/frame.h"

namespace marquee {

// Instead of the screen, while a module is set up.
enum class TestPicture : uint8_t { kNone, kIdentity, kContrast };

// For turning the contrast screw: full, chequered and empty cells in turn, another one first in each row, so that too
// little contrast shows nothing and too much shows the empty cells.
void draw_contrast_test(const Size& size, Picture& picture);

// The address and the size in the first row, then `ROM ` with the code that is a-umlaut in A00 and a-acute in A02; each row
// begins and ends with its number, which a wrong size tears apart. What does not fit is left out.
void draw_identity(const Size& size, uint8_t address, Picture& picture);

}  // namespace marquee
