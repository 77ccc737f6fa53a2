#include "date-time.h"

namespace marquee {

namespace {

constexpr int64_t kMinuteMs = 60000;

class Scanner {
 public:
  explicit Scanner(Text text) : text_(text) {}

  bool take(uint8_t byte) {
    if (at_ >= text_.size || text_[at_] != byte) return false;
    at_++;
    return true;
  }

  bool number(int digits, int most, int& out) {
    out = 0;
    for (int i = 0; i < digits; i++, at_++) {
      if (at_ >= text_.size || !is_digit(text_[at_])) return false;
      out = out * 10 + (text_[at_] - '0');
    }
    return out <= most;
  }

  // Any number of digits, of which three count.
  bool fraction(int& ms) {
    int scale = 100;
    const size_t start = at_;
    for (ms = 0; at_ < text_.size && is_digit(text_[at_]); at_++, scale /= 10) ms += (text_[at_] - '0') * scale;
    return at_ > start;
  }

  bool at_end() const { return at_ == text_.size; }

 private:
  Text text_;
  size_t at_ = 0;
};

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in(int month, int year) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[month - 1];
}

// Days since 1970-01-01 in the Gregorian calendar; years are counted from March so that the leap day is last.
int64_t days_since_1970(int year, int month, int day) {
  const int64_t y = month <= 2 ? year - 1 : year;
  const int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int64_t leap_days = (y + 4000) / 4 - (y + 4000) / 100 + (y + 4000) / 400;
  constexpr int64_t kSameSumFor1970 = 2180438;
  return 365 * (y + 4000) + leap_days + day_of_year - kSameSumFor1970;
}

bool parse_offset(Scanner& scanner, int64_t& offset_ms) {
  offset_ms = 0;
  if (scanner.take('Z')) return true;
  const bool is_west = scanner.take('-');
  if (!is_west && !scanner.take('+')) return false;
  int hours, minutes;
  if (!scanner.number(2, 23, hours) || !scanner.take(':') || !scanner.number(2, 59, minutes)) return false;
  offset_ms = (hours * 60 + minutes) * kMinuteMs * (is_west ? -1 : 1);
  return true;
}

}  // namespace

bool parse_date_time(Text text, int64_t& unix_ms) {
  Scanner scanner(text);
  int year, month, day, hour, minute, second;
  int ms = 0;
  if (!scanner.number(4, 9999, year) || !scanner.take('-') || !scanner.number(2, 12, month) || month == 0 ||
      !scanner.take('-') || !scanner.number(2, 31, day) || day == 0 || day > days_in(month, year)) {
    return false;
  }
  if (!scanner.take('T') || !scanner.number(2, 23, hour) || !scanner.take(':') || !scanner.number(2, 59, minute) ||
      !scanner.take(':') || !scanner.number(2, 59, second)) {
    return false;
  }
  if (scanner.take('.') && !scanner.fraction(ms)) return false;
  int64_t offset_ms;
  if (!parse_offset(scanner, offset_ms) || !scanner.at_end()) return false;
  unix_ms = (days_since_1970(year, month, day) * 24 + hour) * 60 * kMinuteMs + minute * kMinuteMs + second * 1000 + ms - offset_ms;
  return true;
}

}  // namespace marquee
