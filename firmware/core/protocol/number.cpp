#include "number.h"

namespace marquee {

namespace {

// digits * 10^exponent; further digits are beyond what a double holds.
struct Decimal {
  uint64_t digits = 0;
  int count = 0;
  int exponent = 0;
  bool negative = false;
};

constexpr int kMaxDigits = 19;
// What is smaller than 10 to this power is zero as a double.
constexpr int kSmallestMagnitude = -323;

Decimal decimal_of(Text number) {
  Decimal value;
  size_t i = 0;
  if (number[0] == '-') {
    value.negative = true;
    i++;
  }
  bool in_fraction = false;
  for (; i < number.size && (is_digit(number[i]) || number[i] == '.'); i++) {
    if (number[i] == '.') {
      in_fraction = true;
      continue;
    }
    const bool is_kept = value.count < kMaxDigits;
    if (is_kept) {
      value.digits = value.digits * 10 + (number[i] - '0');
      if (value.digits > 0) value.count++;
    }
    if (in_fraction && is_kept) value.exponent--;
    if (!in_fraction && !is_kept) value.exponent++;
  }
  if (i < number.size) {
    i++;
    const bool down = number[i] == '-';
    if (!is_digit(number[i])) i++;
    int exponent = 0;
    for (; i < number.size; i++) exponent = exponent < 100000 ? exponent * 10 + (number[i] - '0') : exponent;
    value.exponent += down ? -exponent : exponent;
  }
  return value;
}

// A fraction can still round to an integer.
bool rounds_to_integer(const Decimal& value, uint64_t& out) {
  double divisor = 1;
  for (int i = value.exponent; i < 0; i++) divisor *= 10;
  const double quotient = static_cast<double>(value.digits) / divisor;
  if (quotient >= static_cast<double>(kLargestExactInteger)) {
    out = static_cast<uint64_t>(kLargestExactInteger);
    return true;
  }
  out = static_cast<uint64_t>(quotient);
  return static_cast<double>(out) >= quotient;
}

bool magnitude(Decimal value, uint64_t& out) {
  out = 0;
  if (value.digits == 0 || value.count + value.exponent <= kSmallestMagnitude) return true;
  while (value.exponent < 0 && value.digits % 10 == 0) {
    value.digits /= 10;
    value.exponent++;
  }
  if (value.exponent < 0) return rounds_to_integer(value, out);
  const uint64_t limit = static_cast<uint64_t>(kLargestExactInteger);
  out = value.digits;
  while (value.exponent > 0 && out < limit) {
    out *= 10;
    value.exponent--;
  }
  if (out > limit) out = limit;
  return true;
}

}  // namespace

bool to_integer(Text number, int64_t& out) {
  const Decimal value = decimal_of(number);
  uint64_t absolute;
  if (!magnitude(value, absolute)) return false;
  out = value.negative ? -static_cast<int64_t>(absolute) : static_cast<int64_t>(absolute);
  return true;
}

}  // namespace marquee
