#pragma once
// What the running image says of itself, to the hub and in its own bytes. Use these, so that the linker keeps the tag.

#include "text/view.h"

namespace marquee {

Text own_board();
Text own_version();

}  // namespace marquee
