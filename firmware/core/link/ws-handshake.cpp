#include "ws-handshake.h"

#include "base64.h"
#include "sha1.h"

namespace marquee {

namespace {

constexpr char kAcceptGuid[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

uint8_t lower(uint8_t byte) { return is_upper(byte) ? static_cast<uint8_t>(byte + 32) : byte; }

bool is_same_word(Text a, Text b) {
  if (a.size != b.size) return false;
  for (size_t i = 0; i < a.size; i++) {
    if (lower(a[i]) != lower(b[i])) return false;
  }
  return true;
}

bool is_blank(uint8_t byte) { return byte == ' ' || byte == '\t'; }

Text trimmed(Text text) {
  while (!text.empty() && is_blank(text[0])) text = text.from(1);
  while (!text.empty() && is_blank(text[text.size - 1])) text.size--;
  return text;
}

bool has_word(Text list, Text word) {
  for (size_t start = 0; start <= list.size;) {
    size_t end = start;
    while (end < list.size && list[end] != ',') end++;
    if (is_same_word(trimmed({list.data + start, end - start}), word)) return true;
    start = end + 1;
  }
  return false;
}

}  // namespace

void WsHandshake::start(Text host, Text path, Random& random, Writer& request) {
  uint8_t nonce[kNonceBytes];
  for (size_t i = 0; i < kNonceBytes; i += sizeof(uint32_t)) {
    const uint32_t bits = random.next();
    memcpy(nonce + i, &bits, sizeof bits);
  }
  uint8_t key_bytes[base64_size(kNonceBytes) + sizeof kAcceptGuid];
  Writer key(key_bytes, sizeof key_bytes);
  write_base64(nonce, sizeof nonce, key);
  request.put("GET ").put(path).put(" HTTP/1.1\r\nHost: ").put(host);
  request.put("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ").put(key.text());
  request.put("\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: mqtt\r\n\r\n");
  key.put(kAcceptGuid);
  uint8_t digest[kSha1Bytes];
  sha1(key.text(), digest);
  Writer accept(accept_, sizeof accept_);
  write_base64(digest, sizeof digest, accept);
  line_size_ = 0;
  total_ = 0;
  status_ = 0;
  fault_ = WsFault::kNone;
  has_upgrade_ = has_connection_ = has_accept_ = has_sub_protocol_ = false;
}

Progress WsHandshake::fail(WsFault fault) {
  fault_ = fault;
  return Progress::kFailed;
}

Progress WsHandshake::feed(uint8_t byte) {
  if (++total_ > kMaxHandshakeBytes) return fail(WsFault::kTooLong);
  if (byte != '\n') {
    // The rest of a long line, a cookie for example, is of no interest.
    if (line_size_ < sizeof line_) line_[line_size_++] = byte;
    return Progress::kPending;
  }
  Text line(line_, line_size_);
  if (!line.empty() && line[line.size - 1] == '\r') line.size--;
  line_size_ = 0;
  return take_line(line);
}

Progress WsHandshake::take_line(Text line) {
  if (status_ == 0) return take_status_line(line);
  if (line.empty()) return finish();
  size_t colon = 0;
  while (colon < line.size && line[colon] != ':') colon++;
  if (colon == line.size) return Progress::kPending;
  return take_header(line.first(colon), trimmed(line.from(colon + 1)));
}

Progress WsHandshake::take_status_line(Text line) {
  const Text version = "HTTP/1.1 ";
  if (!starts_with(line, version) || line.size < version.size + 3) return fail(WsFault::kNotHttp);
  unsigned status = 0;
  for (size_t i = version.size; i < version.size + 3; i++) {
    if (!is_digit(line[i])) return fail(WsFault::kNotHttp);
    status = status * 10 + (line[i] - '0');
  }
  status_ = static_cast<uint16_t>(status);
  return status == 101 ? Progress::kPending : fail(WsFault::kStatus);
}

Progress WsHandshake::take_header(Text name, Text value) {
  if (is_same_word(name, "Upgrade")) {
    has_upgrade_ = is_same_word(value, "websocket");
  } else if (is_same_word(name, "Connection")) {
    has_connection_ = has_connection_ || has_word(value, "upgrade");
  } else if (is_same_word(name, "Sec-WebSocket-Accept")) {
    if (value != Text(accept_, sizeof accept_)) return fail(WsFault::kAccept);
    has_accept_ = true;
  } else if (is_same_word(name, "Sec-WebSocket-Protocol")) {
    if (value != "mqtt") return fail(WsFault::kSubProtocol);
    has_sub_protocol_ = true;
  } else if (is_same_word(name, "Sec-WebSocket-Extensions") && !value.empty()) {
    return fail(WsFault::kExtension);
  }
  return Progress::kPending;
}

Progress WsHandshake::finish() {
  if (!has_upgrade_ || !has_connection_) return fail(WsFault::kUpgrade);
  if (!has_accept_) return fail(WsFault::kAccept);
  if (!has_sub_protocol_) return fail(WsFault::kSubProtocol);
  return Progress::kDone;
}

}  // namespace marquee
