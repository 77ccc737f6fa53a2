#pragma once
// Points in time written as in ISO 8601.

#include "../text/view.h"

namespace marquee {

// Parses `2026-01-31T12:00:00.5+01:00` into milliseconds since 1970. Seconds and the offset, `Z` or `+hh:mm`, are needed.
bool parse_date_time(Text text, int64_t& unix_ms);

}  // namespace marquee
