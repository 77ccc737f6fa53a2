#pragma once
// The grammar of RFC 8259, which jsmn alone does not enforce.

#include "../text/view.h"

namespace marquee {

// True if `text` is one valid JSON value, nested at most `max_depth` deep, with blanks around it at most.
bool is_valid_json(Text text, int max_depth);

}  // namespace marquee
