#include "packet-guard.h"

#include "../text/words.h"

namespace marquee {

Text name_of(GuardFault fault) { return word_at("none malformed unexpected too_large lost", static_cast<size_t>(fault)); }

void PacketGuard::restart() {
  subscriptions_ = {};
  fault_ = GuardFault::kNone;
  return_code_ = -1;
  is_session_present_ = false;
  next_packet();
}

void PacketGuard::next_packet() {
  header_.clear();
  state_ = State::kHeader;
  at_ = size_ = end_ = 0;
}

void PacketGuard::fail(GuardFault fault) {
  next_packet();
  fault_ = fault;
  below_.close();
}

size_t PacketGuard::available() {
  size_t taken = 0;
  while (state_ != State::kReady && fault_ == GuardFault::kNone && taken < kGuardBytesPerCall) {
    const size_t count = state_ == State::kHeader ? take_header() : state_ == State::kBody ? take_body() : take_oversize();
    if (count == 0) break;
    taken += count;
  }
  is_behind_ = taken >= kGuardBytesPerCall;
  return state_ == State::kReady ? size_ - at_ : 0;
}

size_t PacketGuard::take_header() {
  uint8_t byte;
  if (below_.read(&byte, 1) == 0) return 0;
  const FixedHeader::Step step = header_.feed(byte);
  if (step == FixedHeader::Step::kMalformed) fail(GuardFault::kMalformed);
  if (step == FixedHeader::Step::kComplete) begin_body();
  return 1;
}

void PacketGuard::begin_body() {
  const bool is_first = return_code_ < 0;
  if ((header_.type() == kConnack) != is_first) return fail(GuardFault::kUnexpected);
  const Text bytes = header_.bytes();
  if (header_.remaining() <= kPacketBytes - bytes.size) {
    memcpy(packet_, bytes.data, bytes.size);
    size_ = bytes.size;
    end_ = size_ + header_.remaining();
    state_ = State::kBody;
    if (size_ == end_) finish();
    return;
  }
  if (header_.type() != kPublish) return fail(GuardFault::kTooLarge);
  if (header_.qos() > 2) return fail(GuardFault::kMalformed);
  oversize_.start(header_.remaining(), header_.qos());
  state_ = State::kOversize;
}

size_t PacketGuard::take_body() {
  const size_t count = below_.read(packet_ + size_, end_ - size_);
  size_ += count;
  if (size_ == end_) finish();
  return count;
}

size_t PacketGuard::take_oversize() {
  uint8_t bytes[64];
  const size_t count = below_.read(bytes, oversize_.left() < sizeof bytes ? oversize_.left() : sizeof bytes);
  for (size_t i = 0; i < count; i++) {
    if (oversize_.feed(bytes[i])) continue;
    fail(GuardFault::kMalformed);
    return count;
  }
  if (oversize_.is_complete()) finish_oversize();
  return count;
}

// Without an acknowledgement the hub would send it again at each reconnect, for ever.
void PacketGuard::finish_oversize() {
  const uint8_t qos = header_.qos();
  next_packet();
  if (qos > 0) acknowledge(qos == 1 ? kPuback : kPubrec, oversize_.packet_id());
  if (oversize_.is_topic_whole()) listener_.oversize(oversize_.topic(), oversize_.first_byte(), oversize_.hash());
}

void PacketGuard::finish() {
  const size_t start = header_.bytes().size;
  const Text body(packet_ + start, size_ - start);
  if (header_.type() == kPublish) return finish_publish(body);
  if (!is_well_formed(header_.type(), header_.flags(), body)) return fail(GuardFault::kMalformed);
  if (header_.type() == kPubrel) {
    next_packet();
    return acknowledge(kPubcomp, read_u16(body.data));
  }
  if (header_.type() == kConnack) {
    is_session_present_ = body[0] != 0;
    return_code_ = body[1];
  }
  if (header_.type() == kSuback) subscriptions_.answered(read_u16(body.data), body[2] != 0x80);
  pass_on(0);
}

void PacketGuard::finish_publish(Text body) {
  Publish publish;
  if (!read_publish(body, header_.qos(), publish)) return fail(GuardFault::kMalformed);
  if (header_.qos() < 2) return pass_on(0);
  acknowledge(kPubrec, publish.packet_id);
  if (fault_ != GuardFault::kNone) return;
  // The packet id goes: the topic moves over it, and a new header stands right before.
  const size_t start = header_.bytes().size;
  memmove(packet_ + start + 2, packet_ + start, 2 + publish.topic.size);
  uint8_t bytes[kMaxFixedHeaderBytes];
  Writer header(bytes, sizeof bytes);
  write_fixed_header(static_cast<uint8_t>(kPublish << 4u | (header_.flags() & 1u)), header_.remaining() - 2, header);
  memcpy(packet_ + start + 2 - header.size(), bytes, header.size());
  pass_on(start + 2 - header.size());
}

void PacketGuard::pass_on(size_t start) {
  at_ = start;
  state_ = State::kReady;
}

void PacketGuard::acknowledge(MqttType type, uint16_t packet_id) {
  const uint8_t bytes[] = {static_cast<uint8_t>(type << 4u), 2, static_cast<uint8_t>(packet_id >> 8),
                           static_cast<uint8_t>(packet_id)};
  if (!below_.write(bytes, sizeof bytes)) fail(GuardFault::kLost);
}

int PacketGuard::peek() { return available() > 0 ? packet_[at_] : -1; }

size_t PacketGuard::read(uint8_t* out, size_t capacity) {
  const size_t there = available();
  const size_t count = there < capacity ? there : capacity;
  if (count == 0) return 0;
  memcpy(out, packet_ + at_, count);
  at_ += count;
  if (at_ == size_) next_packet();
  return count;
}

bool PacketGuard::write(const uint8_t* bytes, size_t size) {
  FixedHeader header = {};
  size_t at = 0;
  FixedHeader::Step step = FixedHeader::Step::kMore;
  while (at < size && step == FixedHeader::Step::kMore) step = header.feed(bytes[at++]);
  const bool is_whole = step == FixedHeader::Step::kComplete && header.remaining() == size - at;
  if (is_whole && header.type() == kSubscribe && size - at > 2) subscriptions_.asked(read_u16(bytes + at));
  return below_.write(bytes, size);
}

void PacketGuard::close() {
  next_packet();
  below_.close();
}

bool PacketGuard::is_open() { return state_ == State::kReady || (fault_ == GuardFault::kNone && below_.is_open()); }

}  // namespace marquee
