#include "hub-client.h"

namespace marquee {

namespace {

// One filter or topic as PubSubClient wants it.
struct CString {
  uint8_t bytes[kMaxTopicBytes + 1];
  const char* text() const { return reinterpret_cast<const char*>(bytes); }
};

bool write_filter(MqttUser& user, size_t index, CString& filter) {
  Writer out(filter.bytes, kMaxTopicBytes);
  if (!user.write_filter(index, out)) return false;
  filter.bytes[out.size()] = 0;
  return !out.overflowed();
}

}  // namespace

bool HubClient::begin(MqttUser& user) {
  user_ = &user;
  return session_.begin(user);
}

Progress HubClient::dial(uint32_t) {
  has_handshake_ = false;
  has_session_ = false;
  // Why an earlier connection ended is no reason of this one.
  guard_.restart();
  if (web_socket_ != nullptr) web_socket_->forget();
  return dialer_.dial(address_.host, address_.port);
}

Progress HubClient::handshake(uint32_t) {
  if (web_socket_ == nullptr) return Progress::kDone;
  if (!has_handshake_ && !web_socket_->start_handshake(address_.host, address_.port)) return Progress::kFailed;
  has_handshake_ = true;
  return web_socket_->poll_handshake();
}

Progress HubClient::log_in(uint32_t now_ms) {
  if (!has_session_) {
    if (!session_.connect(user_->login()) || !subscribe()) return Progress::kFailed;
    has_session_ = true;
  }
  if (!serve(now_ms)) return Progress::kFailed;
  if (!guard_.packets().subscriptions().are_all_answered()) return Progress::kPending;
  report_refusals();
  return Progress::kDone;
}

bool HubClient::subscribe() {
  CString filter;
  for (size_t i = 0; i < kMaxSubscriptions && write_filter(*user_, i, filter); i++) {
    if (!session_.subscribe(filter.text())) return false;
  }
  return true;
}

void HubClient::report_refusals() {
  CString filter;
  const Subscriptions& subscriptions = guard_.packets().subscriptions();
  for (size_t i = 0; i < subscriptions.count(); i++) {
    if (subscriptions.is_refused(i) && write_filter(*user_, i, filter)) user_->subscription_refused(Text::of(filter.text()));
  }
}

void HubClient::close() {
  guard_.stop();
  // PubSubClient notices a loss only when it is asked, and takes the next connection for the old one otherwise.
  session_.loop();
}

bool HubClient::serve(uint32_t) { return session_.loop(); }

Refusal HubClient::refusal() {
  switch (guard_.packets().return_code()) {
    case 2:
    case 4:
    case 5: return Refusal::kCredentials;
    case 3: return Refusal::kLater;
    default: break;
  }
  if (web_socket_ == nullptr) return Refusal::kNone;
  const WsConnection& ws = web_socket_->connection();
  if (ws.fault() == WsFault::kStatus) {
    const uint16_t status = ws.http_status();
    if (status == 401 || status == 403) return Refusal::kCredentials;
    if (status == 429 || status == 503) return Refusal::kLater;
  }
  if (ws.close_code() == 1012) return Refusal::kRestarting;
  return ws.close_code() == 1013 ? Refusal::kLater : Refusal::kNone;
}

bool HubClient::publish(Text topic, Text payload, bool retain) {
  CString name;
  if (topic.size > kMaxTopicBytes) return false;
  name.bytes[copy_text(topic, name.bytes, kMaxTopicBytes)] = 0;
  return session_.publish(name.text(), payload, retain);
}

void HubClient::oversize(Text topic, uint8_t first_byte, uint32_t hash) { user_->oversize(topic, first_byte, hash); }

void HubClient::write_fault(Writer& out) {
  const int return_code = guard_.packets().return_code();
  if (return_code > 0) {
    out.put("CONNACK ").number(return_code);
  } else if (guard_.packets().fault() != GuardFault::kNone) {
    out.put("packet ").put(name_of(guard_.packets().fault()));
  } else if (web_socket_ != nullptr) {
    const WsConnection& ws = web_socket_->connection();
    if (ws.fault() != WsFault::kNone) out.put("websocket ").put(name_of(ws.fault()));
    if (ws.fault() == WsFault::kStatus) out.put(' ').number(ws.http_status());
    if (ws.close_code() != 0) out.put(' ').number(ws.close_code());
  }
}

}  // namespace marquee
