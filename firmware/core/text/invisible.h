#pragma once
// Characters that take no cell of their own.

#include <stdint.h>

namespace marquee {

// Control characters, zero-width characters, variation selectors and tags.
bool is_invisible(uint32_t code_point);

// Marks that sit on the character before them.
bool is_combining_mark(uint32_t code_point);

// The one character that base and mark make together, or 0.
uint32_t compose(uint32_t base, uint32_t mark);

}  // namespace marquee
