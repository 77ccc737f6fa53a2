#include "http-response.h"

namespace marquee {

namespace {

// `name` is in small letters and ends with its colon.
bool take_name(Text& line, Text name) {
  if (line.size < name.size) return false;
  for (size_t i = 0; i < name.size; i++) {
    const uint8_t byte = is_upper(line[i]) ? static_cast<uint8_t>(line[i] + 0x20) : line[i];
    if (byte != name[i]) return false;
  }
  line = line.from(name.size);
  return true;
}

}  // namespace

HttpResponse::State HttpResponse::take(uint8_t byte) {
  if (state_ != State::kHead) return state_;
  if (++head_bytes_ > kMaxResponseHeaderBytes) return state_ = State::kBroken;
  if (byte == '\n') return state_ = end_line();
  if (line_size_ < kLineBytes) {
    line_[line_size_++] = byte;
  } else {
    is_line_cut_ = true;
  }
  return state_;
}

HttpResponse::State HttpResponse::end_line() {
  Text line{line_, line_size_};
  if (!is_line_cut_ && !line.empty() && line[line.size - 1] == '\r') line.size--;
  const bool is_cut = is_line_cut_;
  line_size_ = 0;
  is_line_cut_ = false;
  if (!has_status_line_) return take_status_line(line);
  if (line.empty()) return has_length_ ? State::kBody : State::kBroken;
  Text rest = line;
  const bool is_length = take_name(rest, "content-length:");
  if (is_length) return is_cut ? State::kBroken : take_header(rest);
  return take_name(rest, "transfer-encoding:") ? State::kBroken : State::kHead;
}

HttpResponse::State HttpResponse::take_status_line(Text line) {
  if (!starts_with(line, "HTTP/1.") || line.size < 12 || line[8] != ' ') return State::kBroken;
  for (size_t i = 9; i < 12; i++) {
    if (!is_digit(line[i])) return State::kBroken;
    status_ = static_cast<uint16_t>(status_ * 10 + (line[i] - '0'));
  }
  has_status_line_ = true;
  return State::kHead;
}

HttpResponse::State HttpResponse::take_header(Text line) {
  while (!line.empty() && line[0] == ' ') line = line.from(1);
  while (!line.empty() && line[line.size - 1] == ' ') line.size--;
  constexpr size_t kMostDigits = 9;
  if (has_length_ || line.empty() || line.size > kMostDigits) return State::kBroken;
  for (size_t i = 0; i < line.size; i++) {
    if (!is_digit(line[i])) return State::kBroken;
    length_ = length_ * 10 + (line[i] - uint32_t{'0'});
  }
  has_length_ = true;
  return State::kHead;
}

}  // namespace marquee
