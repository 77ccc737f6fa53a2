#include "pairing.h"

#include "../protocol/number.h"
#include "credentials-message.h"
#include "members.h"

namespace marquee {

namespace {

constexpr size_t kPrefixBytes = sizeof "pairing/0123456789ab/" - 1;

template <size_t Capacity>
Writer writer_of(ShortText<Capacity>& text) {
  return {text.bytes, Capacity};
}

template <size_t Capacity>
void finish(ShortText<Capacity>& text, const Writer& out) {
  text.size = static_cast<uint16_t>(out.size());
}

bool is_code(Text code) {
  for (size_t i = 0; i < code.size; i++) {
    if (!is_digit(code[i])) return false;
  }
  return code.size == kPairingCodeDigits;
}

}  // namespace

void Pairing::begin(const PairingBoard& board) {
  *this = Pairing{};
  Writer client_id = writer_of(client_id_);
  client_id.put("pair-").hex(board.mac, sizeof board.mac);
  finish(client_id_, client_id);
  Writer filter = writer_of(filter_);
  filter.put("pairing/").hex(board.mac, sizeof board.mac).put("/+");
  finish(filter_, filter);
  topic_.set(filter.text().first(kPrefixBytes));
  Writer topic(topic_.bytes + kPrefixBytes, sizeof topic_.bytes - kPrefixBytes);
  topic.put("hello");
  topic_.size = static_cast<uint16_t>(kPrefixBytes + topic.size());
  Writer hello = writer_of(hello_);
  hello.put('{').member("board", board.board.first(kMaxNameBytes)).member("firmware", board.firmware.first(kMaxNameBytes));
  hello.member("columns", board.size.columns).member("rows", board.size.rows).key("mac").put('"');
  for (size_t i = 0; i < sizeof board.mac; i++) {
    if (i > 0) hello.put(':');
    hello.hex(board.mac + i, 1);
  }
  hello.put("\"}");
  finish(hello_, hello);
}

void Pairing::ask(uint32_t now_ms) {
  must_greet_ = true;
  wait(PairingState::kAsking, kHelloIntervalMs, now_ms);
}

void Pairing::wait(PairingState state, int64_t wait_ms, uint32_t now_ms) {
  state_ = state;
  since_ms_ = now_ms;
  wait_ms_ = static_cast<uint32_t>(wait_ms);
  if (state != PairingState::kCode) code_.set({});
}

void Pairing::connected(uint32_t now_ms) {
  if (state_ != PairingState::kPaired) ask(now_ms);
}

void Pairing::disconnected() {
  must_greet_ = false;
  if (state_ != PairingState::kPaired) wait(PairingState::kIdle, 0, 0);
}

// A code that has run out without a new one, a pause that is over, a hello that nobody heard: ask again.
void Pairing::tick(uint32_t now_ms) {
  if (state_ == PairingState::kIdle || state_ == PairingState::kPaired) return;
  if (now_ms - since_ms_ >= wait_ms_) ask(now_ms);
}

bool Pairing::next_publication(Publication& publication) {
  if (!must_greet_) return false;
  must_greet_ = false;
  publication = {topic_.view(), hello_.view(), false};
  return true;
}

bool Pairing::receive(Text topic, Text payload, Json& json, uint32_t now_ms) {
  if (state_ == PairingState::kIdle || state_ == PairingState::kPaired) return false;
  if (!starts_with(topic, topic_.view().first(kPrefixBytes)) || payload.size > kMaxPairingPayloadBytes) return false;
  const Text kind = topic.from(kPrefixBytes);
  if (kind != "code" && kind != "credentials") return false;
  if (!json.parse(payload) || json.type(0) != JsonType::kObject) return false;
  return kind == "code" ? take_code(json, now_ms) : take_credentials_from(json);
}

bool Pairing::take_code(const Json& json, uint32_t now_ms) {
  int64_t wait_ms;
  const int value = member_of(json, 0, "code");
  if (value >= 0 && json.type(value) == JsonType::kNull) {
    if (!read_integer(json, 0, "retryMs", 0, kLargestExactInteger, wait_ms)) return false;
    wait(PairingState::kPaused, wait_ms < kMaxPairingWaitMs ? wait_ms : kMaxPairingWaitMs, now_ms);
    return true;
  }
  uint8_t digits[kPairingCodeDigits];
  Writer code(digits, sizeof digits);
  if (!read_string(json, 0, "code", code) || !is_code(code.text())) return false;
  if (!read_integer(json, 0, "expiresMs", 1, kLargestExactInteger, wait_ms)) return false;
  code_.set(code.text());
  wait(PairingState::kCode, wait_ms < kMaxPairingWaitMs ? wait_ms : kMaxPairingWaitMs, now_ms);
  return true;
}

bool Pairing::take_credentials_from(const Json& json) {
  Credentials read{};
  if (!read_credentials(json, read)) return false;
  Writer name = writer_of(name_);
  name_.size = 0;
  if (read_string(json, 0, "name", name)) finish(name_, name);
  credentials_ = read;
  must_greet_ = false;
  wait(PairingState::kPaired, 0, 0);
  return true;
}

bool Pairing::take_credentials(Credentials& credentials) {
  if (credentials_.id.empty()) return false;
  credentials = credentials_;
  credentials_ = Credentials{};
  return true;
}

}  // namespace marquee
