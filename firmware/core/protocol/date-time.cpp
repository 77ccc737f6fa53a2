#include "date-time.h"

namespace marquee {

namespace {

constexpr int kYear = 0, kMonth = 1, kDay = 2, kHour = 3, kMinute = 4, kSecond = 5;
constexpr int kMost[] = {9999, 12, 31, 23, 59, 59};

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in(int month, int year) {
  if (month == 2) return is_leap(year) ? 29 : 28;
  // Long and short months alternate; July and August are both long.
  return 30 + (month + month / 8) % 2;
}

// Days since 1970-01-01 in the Gregorian calendar; years are counted from March so that the leap day is last.
int days_since_1970(int year, int month, int day) {
  const int y = (month <= 2 ? year - 1 : year) + 4000;
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  constexpr int kSameSumFor1970 = 2180438;
  return 365 * y + y / 4 - y / 100 + y / 400 + day_of_year - kSameSumFor1970;
}

// Reads numbers by a pattern, in which `0` is a digit and all else stands for itself, and removes them from the text.
bool take(const char* pattern, Text& text, int* numbers, const int* most) {
  *numbers = 0;
  for (; *pattern != 0; pattern++, text = text.from(1)) {
    if (text.empty()) return false;
    const uint8_t byte = text[0];
    if (*pattern == '0') {
      if (!is_digit(byte)) return false;
      *numbers = *numbers * 10 + (byte - '0');
      if (*numbers > *most) return false;
    } else {
      if (byte != *pattern) return false;
      *++numbers = 0;
      most++;
    }
  }
  return true;
}

// `Z` or an offset up to the end of the text.
bool take_offset(Text text, int& minutes) {
  minutes = 0;
  if (text == "Z") return true;
  if (text.empty() || (text[0] != '-' && text[0] != '+')) return false;
  const bool is_west = text[0] == '-';
  text = text.from(1);
  int numbers[2];
  if (!take("00:00", text, numbers, kMost + kHour) || !text.empty()) return false;
  minutes = (numbers[0] * 60 + numbers[1]) * (is_west ? -1 : 1);
  return true;
}

}  // namespace

bool parse_date_time(Text text, int64_t& unix_ms) {
  int at[6];
  if (!take("0000-00-00T00:00:00", text, at, kMost)) return false;
  if (at[kMonth] == 0 || at[kDay] == 0 || at[kDay] > days_in(at[kMonth], at[kYear])) return false;
  int ms = 0;
  if (!text.empty() && text[0] == '.') {
    // Any number of digits, of which three count.
    int scale = 100;
    text = text.from(1);
    const size_t before = text.size;
    for (; !text.empty() && is_digit(text[0]); text = text.from(1), scale /= 10) ms += (text[0] - '0') * scale;
    if (text.size == before) return false;
  }
  int offset;
  if (!take_offset(text, offset)) return false;
  const int minutes = (at[kHour] * 60 + at[kMinute]) - offset;
  const int days = days_since_1970(at[kYear], at[kMonth], at[kDay]);
  unix_ms = (days * int64_t{86400} + minutes * 60 + at[kSecond]) * 1000 + ms;
  return true;
}

}  // namespace marquee
