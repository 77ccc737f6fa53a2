#pragma once
// Integers written as JSON numbers.

#include "../text/view.h"

namespace marquee {

constexpr int64_t kLargestExactInteger = int64_t{1} << 53;

// The value of a valid JSON number, rounded to a double as JSON.parse does. False if that is no integer;
// an integer beyond kLargestExactInteger is clamped to it.
bool to_integer(Text number, int64_t& out);

}  // namespace marquee
