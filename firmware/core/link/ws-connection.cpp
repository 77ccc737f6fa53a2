#include "ws-connection.h"

namespace marquee {

namespace {

constexpr uint16_t kNormalClosure = 1000;
constexpr uint16_t kProtocolError = 1002;
constexpr uint16_t kUnsupportedData = 1003;
constexpr uint16_t kNoStatus = 1005;

// A line end in a host or path would let it write headers of its own.
bool can_stand_in_request(Text text) {
  for (size_t i = 0; i < text.size; i++) {
    if (text[i] <= ' ' || text[i] > '~') return false;
  }
  return !text.empty();
}

}  // namespace

void WsConnection::forget() {
  payload_left_ = 0;
  close_code_ = 0;
  fault_ = WsFault::kNone;
  handshake_ = {};
  in_control_ = in_message_ = has_ping_ = false;
  begin_ = end_ = 0;
  header_.clear();
  state_ = State::kClosed;
}

bool WsConnection::start(Text host, Text path, uint32_t now_ms) {
  forget();
  if (host.size > kMaxHostBytes || path.size > kMaxPathBytes) return false;
  if (!can_stand_in_request(host) || !can_stand_in_request(path)) return false;
  uint8_t bytes[kRequestBytes];
  Writer request(bytes, sizeof bytes);
  handshake_.start(host, path, random_, request);
  if (request.overflowed() || !below_.write(bytes, request.size())) return false;
  started_ms_ = now_ms;
  state_ = State::kHandshake;
  return true;
}

// Reads ahead once the last read-ahead is used up. False if there is nothing.
bool WsConnection::fill() {
  if (begin_ < end_) return true;
  begin_ = 0;
  end_ = static_cast<uint16_t>(below_.read(input_, sizeof input_));
  return end_ > 0;
}

Progress WsConnection::poll(uint32_t now_ms) {
  if (state_ == State::kOpen) return Progress::kDone;
  if (state_ == State::kClosed) return Progress::kFailed;
  fill();
  while (begin_ < end_) {
    const Progress progress = handshake_.feed(input_[begin_++]);
    if (progress == Progress::kPending) continue;
    if (progress == Progress::kDone) {
      state_ = State::kOpen;
    } else {
      end(handshake_.fault(), 0);
    }
    return progress;
  }
  if (now_ms - started_ms_ >= kHandshakeTimeoutMs) {
    end(WsFault::kTimeout, 0);
  } else if (!below_.is_open()) {
    end(WsFault::kLost, 0);
  }
  return state_ == State::kClosed ? Progress::kFailed : Progress::kPending;
}

size_t WsConnection::available() {
  if (state_ != State::kOpen) return 0;
  if (!has_payload()) advance();
  if (!has_payload()) return 0;
  const size_t buffered = end_ - begin_;
  return payload_left_ < buffered ? static_cast<size_t>(payload_left_) : buffered;
}

// Goes on to the next payload, as far as one read-ahead reaches.
void WsConnection::advance() {
  fill();
  while (state_ == State::kOpen && begin_ < end_ && !has_payload()) {
    if (in_control_) {
      take_control();
    } else {
      take_header();
    }
  }
  // Only the latest of several pings needs an answer (section 5.5.3), so a flood costs one write per read-ahead.
  if (has_ping_ && state_ == State::kOpen) answer_ping();
  if (state_ == State::kOpen && begin_ == end_ && !below_.is_open()) end(WsFault::kLost, 0);
}

void WsConnection::take_header() {
  const WsFrameHeader::Step step = header_.feed(input_[begin_++]);
  if (step == WsFrameHeader::Step::kMore) return;
  const uint8_t opcode = header_.opcode();
  const bool is_control = header_.is_control();
  const bool is_forbidden = step == WsFrameHeader::Step::kForbidden;
  if (!is_forbidden && opcode == kTextFrame) return end(WsFault::kText, kUnsupportedData);
  // A fragment goes on with a continuation, and only a fragment does (section 5.4).
  if (is_forbidden || (!is_control && (opcode == kContinuation) != in_message_)) {
    return end(WsFault::kFrame, kProtocolError);
  }
  payload_left_ = header_.payload_size();
  header_.clear();
  if (!is_control) {
    in_message_ = !header_.is_final();
    return;
  }
  in_control_ = true;
  control_size_ = 0;
  if (payload_left_ == 0) take_control();
}

void WsConnection::take_control() {
  while (payload_left_ > 0 && begin_ < end_) {
    control_[control_size_++] = input_[begin_++];
    payload_left_--;
  }
  if (payload_left_ > 0) return;
  in_control_ = false;
  if (header_.opcode() == kClose) return take_close();
  if (header_.opcode() != kPing) return;
  has_ping_ = true;
  ping_size_ = control_size_;
  memcpy(ping_, control_, control_size_);
}

void WsConnection::answer_ping() {
  has_ping_ = false;
  if (!write_frame(kPong, ping_, ping_size_)) end(WsFault::kLost, 0);
}

void WsConnection::take_close() {
  if (control_size_ == 1) return end(WsFault::kFrame, kProtocolError);
  const bool has_code = control_size_ >= 2;
  close_code_ = has_code ? static_cast<uint16_t>(control_[0] << 8 | control_[1]) : kNoStatus;
  end(WsFault::kClosed, has_code ? close_code_ : kNormalClosure);
}

size_t WsConnection::read(uint8_t* out, size_t capacity) {
  const size_t there = available();
  const size_t count = there < capacity ? there : capacity;
  if (count == 0) return 0;
  memcpy(out, input_ + begin_, count);
  begin_ = static_cast<uint16_t>(begin_ + count);
  payload_left_ -= count;
  return count;
}

int WsConnection::peek() { return available() > 0 ? input_[begin_] : -1; }

bool WsConnection::write(const uint8_t* bytes, size_t size) {
  if (state_ != State::kOpen) return false;
  if (write_frame(kBinary, bytes, size)) return true;
  end(WsFault::kLost, 0);
  return false;
}

bool WsConnection::write_frame(WsOpcode opcode, const uint8_t* bytes, size_t size) {
  const uint32_t bits = random_.next();
  uint8_t mask[4];
  memcpy(mask, &bits, sizeof mask);
  uint8_t chunk[kMaxFrameHeaderBytes + kWriteChunkBytes];
  Writer out(chunk, sizeof chunk);
  write_frame_header(opcode, size, mask, out);
  size_t at = 0;
  do {
    const size_t end = size - at < kWriteChunkBytes ? size : at + kWriteChunkBytes;
    for (; at < end; at++) out.put(static_cast<uint8_t>(bytes[at] ^ mask[at % 4]));
    if (!below_.write(chunk, out.size())) return false;
    out.shorten(0);
  } while (at < size);
  return true;
}

bool WsConnection::is_open() {
  if (state_ != State::kOpen) return false;
  return has_payload() || available() > 0 || state_ == State::kOpen;
}

void WsConnection::close() {
  if (state_ != State::kClosed) end(WsFault::kNone, kNormalClosure);
}

void WsConnection::end(WsFault fault, uint16_t close_code) {
  if (state_ == State::kOpen && close_code != 0) {
    const uint8_t code[] = {static_cast<uint8_t>(close_code >> 8), static_cast<uint8_t>(close_code)};
    write_frame(kClose, code, sizeof code);
  }
  fault_ = fault;
  state_ = State::kClosed;
  payload_left_ = 0;
  begin_ = end_ = 0;
  below_.close();
}

}  // namespace marquee
