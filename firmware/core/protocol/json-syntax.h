#pragma once
// The grammar of RFC 8259 as far as jsmn does not enforce it; jsmn checks what is escaped in strings.

#include "../text/view.h"

namespace marquee {

// True if `text` is, to jsmn, one valid JSON value, nested at most `max_depth` deep, with blanks around it at most.
bool is_valid_json(Text text, int max_depth);

}  // namespace marquee
