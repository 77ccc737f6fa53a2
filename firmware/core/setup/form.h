#pragma once
// Fields of a form as browsers send it: application/x-www-form-urlencoded.

#include "../text/writer.h"

namespace marquee {

// Appends the decoded value of the first field of that name, which is plain ASCII; nothing if there is none. False if it is
// broken or has no room.
bool read_form_field(Text form, Text name, Writer& out);

}  // namespace marquee
