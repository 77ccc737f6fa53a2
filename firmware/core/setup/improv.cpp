#include "improv.h"

#include "byte-reader.h"

namespace marquee {

void ImprovSession::begin(ByteSink& sink, const ImprovIdentity& identity) {
  sink_ = &sink;
  identity_ = identity;
  state_ = kReady;
}

void ImprovSession::receive(uint8_t byte, uint32_t now_ms) {
  tick(now_ms);
  last_byte_ms_ = now_ms;
  reader_.push(byte);
  ImprovPacket packet;
  while (reader_.next(packet)) take(packet, now_ms);
}

void ImprovSession::tick(uint32_t now_ms) {
  if (reader_.is_waiting() && now_ms - last_byte_ms_ >= kImprovGapMs) {
    reader_.end_of_input();
    ImprovPacket packet;
    while (reader_.next(packet)) take(packet, now_ms);
  }
  if (state_ == kProvisioning && now_ms - join_since_ms_ >= kJoinTimeoutMs) join_failed();
}

void ImprovSession::take(const ImprovPacket& packet, uint32_t now_ms) {
  // States, errors and results are what this side sends; an echo of them is no question.
  if (packet.type != static_cast<uint8_t>(ImprovType::kCommand)) return;
  ByteReader in(packet.data);
  const uint8_t command = in.byte();
  const Text data = in.string(packet.data.size);
  if (!in.is_complete()) return send_error(kInvalidPacket);
  switch (command) {
    case kSendSettings: return take_settings(data, now_ms);
    case kRequestState:
      send_state();
      if (state_ == kProvisioned) send_url(kRequestState);
      return;
    case kRequestInformation: {
      const Text strings[] = {identity_.firmware, identity_.version, identity_.board, identity_.name};
      return send_result(kRequestInformation, strings, count_of(strings));
    }
    case kRequestNetworks:
      // A join that was asked for goes first; the answer to this is that it is on its way.
      if (request_ == ImprovRequest::kNone) request_ = ImprovRequest::kScan;
      return;
    default: return send_error(kUnknownCommand);
  }
}

void ImprovSession::take_settings(Text data, uint32_t now_ms) {
  ByteReader in(data);
  Network network{};
  network.ssid.set(in.string(kMaxSsidBytes));
  network.password.set(in.string(kMaxPasswordBytes));
  if (!in.is_complete() || !is_valid(network)) return send_error(kInvalidPacket);
  network_ = network;
  request_ = ImprovRequest::kJoin;
  join_since_ms_ = now_ms;
  state_ = kProvisioning;
  send_error(kNoError);
  send_state();
}

ImprovRequest ImprovSession::take_request(Network& network) {
  const ImprovRequest request = request_;
  request_ = ImprovRequest::kNone;
  if (request == ImprovRequest::kJoin) network = network_;
  network_ = Network{};
  return request;
}

void ImprovSession::joined(Text url) {
  const bool was_asked = state_ == kProvisioning;
  url_.set(url);
  if (state_ == kProvisioned) return;
  state_ = kProvisioned;
  send_state();
  if (was_asked) send_url(kSendSettings);
}

void ImprovSession::left() {
  if (state_ != kProvisioned) return;
  state_ = kReady;
  send_state();
}

void ImprovSession::join_failed() {
  if (state_ != kProvisioning) return;
  if (request_ == ImprovRequest::kJoin) request_ = ImprovRequest::kNone;
  network_ = Network{};
  state_ = kReady;
  send_error(kCannotConnect);
  send_state();
}

void ImprovSession::scanned(Text ssid, int rssi_dbm, bool is_secured) {
  uint8_t digits[12];
  Writer rssi(digits, sizeof digits);
  rssi.number(rssi_dbm);
  const Text strings[] = {ssid.first(kMaxSsidBytes), rssi.text(), is_secured ? Text("YES") : Text("NO")};
  send_result(kRequestNetworks, strings, count_of(strings));
}

void ImprovSession::scan_finished() { send_result(kRequestNetworks, nullptr, 0); }

void ImprovSession::send_state() {
  const uint8_t state = state_;
  send(ImprovType::kState, {&state, 1});
}

void ImprovSession::send_error(Error error) {
  const uint8_t code = error;
  send(ImprovType::kError, {&code, 1});
}

void ImprovSession::send_url(Command command) {
  const Text url = url_.view();
  send_result(command, &url, url.empty() ? 0 : 1);
}

void ImprovSession::send_result(Command command, const Text* strings, size_t count) {
  uint8_t bytes[255];
  Writer out(bytes, sizeof bytes);
  out.put(static_cast<uint8_t>(command)).put(uint8_t{0});
  for (size_t i = 0; i < count; i++) {
    // A string that has no room is sent empty, so that those after it keep their places.
    const Text text = strings[i].size > sizeof bytes - out.size() - (count - i) ? Text() : strings[i];
    out.put(static_cast<uint8_t>(text.size)).put(text);
  }
  bytes[1] = static_cast<uint8_t>(out.size() - 2);
  send(ImprovType::kResult, out.text());
}

void ImprovSession::send(ImprovType type, Text data) {
  uint8_t bytes[kMaxImprovPacketBytes + 1];
  Writer out(bytes, sizeof bytes);
  write_improv_packet(type, data, out);
  if (sink_ != nullptr) sink_->write(out.text());
}

}  // namespace marquee
