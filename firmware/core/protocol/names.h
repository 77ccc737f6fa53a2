#pragma once
// The alphabets of ids, names and keys.

#include "../limits.h"
#include "../text/view.h"

namespace marquee {

// `[a-z0-9][a-z0-9_-]{0,31}`: groups, pages and inputs.
bool is_name(Text text);
// A name that topics do not use for something else.
bool is_display_id(Text text);
// `[A-Za-z0-9_-]{1,36}`
bool is_message_id(Text text);
// `[A-Za-z0-9_.:-]{1,36}`
bool is_key(Text text);
// From the blank to the tilde.
bool is_printable_ascii(Text text);

}  // namespace marquee
