#include "http-request.h"

namespace marquee {

namespace {

uint8_t lower(uint8_t byte) { return is_upper(byte) ? static_cast<uint8_t>(byte + 0x20) : byte; }

size_t find(Text text, uint8_t byte) {
  size_t at = 0;
  while (at < text.size && text[at] != byte) at++;
  return at;
}

bool is_header(Text name, Text wanted) {
  if (name.size != wanted.size) return false;
  for (size_t i = 0; i < name.size; i++) {
    if (lower(name[i]) != wanted[i]) return false;
  }
  return true;
}

Text without_blanks(Text text) {
  while (!text.empty() && (text[0] == ' ' || text[0] == '\t')) text = text.from(1);
  while (!text.empty() && (text[text.size - 1] == ' ' || text[text.size - 1] == '\t')) text.size--;
  return text;
}

// Without the port, and cut rather than refused: it is only compared.
void set_host(Text value, ShortText<kMaxHubHostBytes>& host) {
  host.set(value.first(find(value, ':')));
  for (size_t i = 0; i < host.size; i++) host.bytes[i] = lower(host.bytes[i]);
}

HttpMethod method_of(Text word) {
  if (word == "GET") return HttpMethod::kGet;
  if (word == "HEAD") return HttpMethod::kHead;
  return word == "POST" ? HttpMethod::kPost : HttpMethod::kOther;
}

}  // namespace

uint16_t HttpRequest::take(uint8_t byte) {
  if (status_ != 0) return status_;
  if (state_ == State::kBody) {
    body_[body_size_++] = byte;
    if (body_size_ == length_) status_ = 200;
    return status_;
  }
  if (++header_bytes_ > kMaxHeaderBytes) return status_ = 431;
  if (byte == '\n') return status_ = end_line();
  const size_t most = state_ == State::kRequestLine ? sizeof line_ : kMaxHeaderLineBytes;
  if (line_size_ < most) {
    line_[line_size_++] = byte;
  } else if (state_ == State::kRequestLine) {
    return status_ = 414;
  } else {
    is_line_cut_ = true;
  }
  return 0;
}

uint16_t HttpRequest::end_line() {
  Text line{line_, line_size_};
  if (!line.empty() && line[line.size - 1] == '\r') line.size--;
  const bool is_cut = is_line_cut_;
  line_size_ = 0;
  is_line_cut_ = false;
  if (state_ == State::kRequestLine) return line.empty() ? 0 : take_request_line(line);
  if (line.empty()) return end_headers();
  const Text name = line.first(find(line, ':'));
  if (name.size == line.size || name.empty() || find(name, ' ') < name.size || find(name, '\t') < name.size) return 400;
  // Browsers send cookies and the like in long lines; what counts here is short.
  if (!is_cut) return take_header(line);
  const bool counts = is_header(name, "host") || is_header(name, "origin") || is_header(name, "content-length");
  return counts || is_header(name, "transfer-encoding") ? 431 : 0;
}

uint16_t HttpRequest::take_request_line(Text line) {
  const Text word = line.first(find(line, ' '));
  if (word.empty() || word.size == line.size) return 400;
  const Text rest = line.from(word.size + 1);
  Text target = rest.first(find(rest, ' '));
  const Text version = rest.from(target.size);
  if (!starts_with(version, " HTTP/1.") || version.size != 9 || !is_digit(version[8])) return 400;
  if (starts_with(target, "http://")) {
    const Text authority = target.from(7);
    target = authority.from(find(authority, '/'));
    if (target.empty()) target = "/";
  }
  if (target.empty() || (target[0] != '/' && target != "*")) return 400;
  method_ = method_of(word);
  path_.set(target.first(find(target, '?')));
  state_ = State::kHeaders;
  return 0;
}

uint16_t HttpRequest::take_header(Text line) {
  const Text name = line.first(find(line, ':'));
  const Text value = without_blanks(line.from(name.size + 1));
  if (is_header(name, "host")) {
    if (has_host_) return 400;
    has_host_ = true;
    set_host(value, host_);
  } else if (is_header(name, "origin")) {
    const bool is_http = starts_with(value, "http://");
    set_host(is_http ? value.from(7) : Text("null"), origin_);
  } else if (is_header(name, "content-length")) {
    return take_length(value);
  } else if (is_header(name, "transfer-encoding")) {
    return 501;
  }
  return 0;
}

uint16_t HttpRequest::take_length(Text value) {
  if (has_length_ || value.empty()) return 400;
  for (size_t i = 0; i < value.size; i++) {
    if (!is_digit(value[i])) return 400;
    length_ = length_ * 10 + (value[i] - uint32_t{'0'});
    if (length_ > kMaxFormBytes) return 413;
  }
  has_length_ = true;
  return 0;
}

uint16_t HttpRequest::end_headers() {
  if (method_ == HttpMethod::kOther) return 405;
  if (method_ == HttpMethod::kPost && !has_length_) return 411;
  if (length_ == 0) return 200;
  state_ = State::kBody;
  return 0;
}

}  // namespace marquee
