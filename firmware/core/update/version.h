#pragma once
// Versions and their order (Semantic Versioning 2.0.0).

#include "../text/view.h"
#include "limits.h"

namespace marquee {

// The view is that of the text it was read from. Build metadata does not count.
struct Version {
  uint32_t numbers[3];
  Text pre_release;
};

// False unless the text is a version of at most kMaxVersionBytes, with numbers below 2^31.
bool parse_version(Text text, Version& version);

// Negative if `a` is the older one, 0 if neither is (section 11).
int compare(const Version& a, const Version& b);

}  // namespace marquee
