#include "version.h"

namespace marquee {

namespace {

size_t find(Text text, uint8_t byte) {
  size_t at = 0;
  while (at < text.size && text[at] != byte) at++;
  return at;
}

bool is_number(Text text) {
  for (size_t i = 0; i < text.size; i++) {
    if (!is_digit(text[i])) return false;
  }
  return !text.empty();
}

bool read_number(Text text, uint32_t& number) {
  constexpr size_t kMostDigits = 9;
  if (!is_number(text) || text.size > kMostDigits || (text.size > 1 && text[0] == '0')) return false;
  number = 0;
  for (size_t i = 0; i < text.size; i++) number = number * 10 + (text[i] - uint32_t{'0'});
  return true;
}

Text take_part(Text& text) {
  const Text part = text.first(find(text, '.'));
  text = part.size == text.size ? Text() : text.from(part.size + 1);
  return part;
}

// Identifiers of letters, digits and hyphens with points between; numbers have no leading zero where they are compared.
bool are_identifiers(Text text, bool may_lead_with_zero) {
  if (text[text.size - 1] == '.') return false;
  while (!text.empty()) {
    const Text part = take_part(text);
    if (part.empty()) return false;
    for (size_t i = 0; i < part.size; i++) {
      if (!is_digit(part[i]) && !is_lower(part[i]) && !is_upper(part[i]) && part[i] != '-') return false;
    }
    if (!may_lead_with_zero && part.size > 1 && part[0] == '0' && is_number(part)) return false;
  }
  return true;
}

int order(size_t a, size_t b) { return a < b ? -1 : a > b ? 1 : 0; }

int compare_bytes(Text a, Text b) {
  for (size_t i = 0; i < a.size && i < b.size; i++) {
    if (a[i] != b[i]) return order(a[i], b[i]);
  }
  return order(a.size, b.size);
}

// Numbers by their value and before words, which go by their bytes.
int compare_identifiers(Text a, Text b) {
  const bool has_numbers[2] = {is_number(a), is_number(b)};
  if (has_numbers[0] != has_numbers[1]) return has_numbers[0] ? -1 : 1;
  if (has_numbers[0] && a.size != b.size) return order(a.size, b.size);
  return compare_bytes(a, b);
}

int compare_pre_releases(Text a, Text b) {
  if (a.empty() || b.empty()) return order(a.empty(), b.empty());
  while (!a.empty() && !b.empty()) {
    const int difference = compare_identifiers(take_part(a), take_part(b));
    if (difference != 0) return difference;
  }
  return order(a.size, b.size);
}

}  // namespace

bool parse_version(Text text, Version& version) {
  if (text.empty() || text.size > kMaxVersionBytes) return false;
  const Text without_build = text.first(find(text, '+'));
  if (without_build.size < text.size) {
    const Text build = text.from(without_build.size + 1);
    if (build.empty() || !are_identifiers(build, true)) return false;
  }
  Text core = without_build.first(find(without_build, '-'));
  version.pre_release = {};
  if (core.size < without_build.size) {
    version.pre_release = without_build.from(core.size + 1);
    if (version.pre_release.empty() || !are_identifiers(version.pre_release, false)) return false;
  }
  for (uint32_t& number : version.numbers) {
    if (!read_number(take_part(core), number)) return false;
  }
  return core.empty() && without_build[without_build.size - 1] != '.';
}

int compare(const Version& a, const Version& b) {
  for (size_t i = 0; i < 3; i++) {
    if (a.numbers[i] != b.numbers[i]) return order(a.numbers[i], b.numbers[i]);
  }
  return compare_pre_releases(a.pre_release, b.pre_release);
}

}  // namespace marquee
