#pragma once
// Members of a JSON object by their names. Of several with one name the last counts, as in JSON.parse.

#include "../protocol/json.h"

namespace marquee {

// The token of the value, or -1. `object` must be an object.
int member_of(const Json& json, int object, Text name);

// Appends the string. False if there is none or it has no room; what was written before stays.
bool read_string(const Json& json, int object, Text name, Writer& out);

// False if there is no integer from `low` to `high`.
bool read_integer(const Json& json, int object, Text name, int64_t low, int64_t high, int64_t& out);

}  // namespace marquee
