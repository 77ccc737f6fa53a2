#include "number.h"

namespace marquee {

// Steps of this that lead from one integer to another are exact up to 2^53; others round as a double does.
bool to_integer(Text number, int64_t& out) {
  // A double holds no more digits than this has.
  constexpr double kMostDigits = 1e18;
  // Larger exponents make no difference.
  constexpr int kMostExponent = 10000;
  const double limit = static_cast<double>(kLargestExactInteger);
  double value = 0;
  int exponent = 0;
  int places = 0;
  size_t i = 0;
  for (; i < number.size && (number[i] | 0x20) != 'e'; i++) {
    if (number[i] == '.') places = 1;
    if (!is_digit(number[i])) continue;
    const bool is_kept = value < kMostDigits;
    if (is_kept) value = value * 10 + (number[i] - '0');
    exponent += (is_kept ? 0 : 1) - places;
  }
  int written = 0;
  bool is_down = false;
  for (; i < number.size; i++) {
    if (number[i] == '-') is_down = true;
    if (is_digit(number[i]) && written < kMostExponent) written = written * 10 + (number[i] - '0');
  }
  exponent += is_down ? -written : written;
  for (; exponent < 0 && value > 0; exponent++) value /= 10;
  for (; exponent > 0 && value > 0 && value < limit; exponent--) value *= 10;
  if (value > limit) value = limit;
  out = static_cast<int64_t>(value);
  const bool is_integer = static_cast<double>(out) >= value;
  if (number[0] == '-') out = -out;
  return is_integer;
}

}  // namespace marquee
