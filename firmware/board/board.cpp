#include "board.h"

#include "../core/protocol/names.h"

namespace marquee {

namespace {

// Writes a NUL-terminated string.
template <size_t Size>
void set_string(Text text, char (&out)[Size]) {
  uint8_t* const bytes = reinterpret_cast<uint8_t*>(out);
  bytes[copy_text(text, bytes, Size - 1)] = 0;
}

}  // namespace

BeginError Board::begin(const Identity& identity, const Size& size, Text secret) {
  const BeginError error = display_.begin(identity, size);
  if (error != BeginError::kNone) return error;
  set_string(identity.id, id_);
  use_secret(secret);
  uint8_t bytes[kMaxTopicBytes];
  Writer topic(bytes, sizeof bytes);
  topic.put("displays/").put(identity.id).put("/status");
  set_string(topic.text(), will_topic_);
  return BeginError::kNone;
}

void Board::use_secret(Text secret) { set_string(secret, secret_); }

Login Board::login() {
  const bool has_secret = secret_[0] != 0;
  return {id_, has_secret ? id_ : nullptr, has_secret ? secret_ : nullptr, will_topic_};
}

bool Board::write_filter(size_t index, Writer& out) {
  static_assert(kSubscriptionCount < kMaxSubscriptions, "the guard follows all of them, and one of the device");
  if (index >= kSubscriptionCount) return false;
  write_subscription(index, Text::of(id_), out);
  return true;
}

void Board::received(Text topic, Text payload) {
  const TopicKind kind = route(topic, Text::of(id_)).kind;
  if (kind == TopicKind::kMessage && ports_.observer != nullptr) ports_.observer->message_received(payload);
  display_.receive(topic, payload, now_ms_);
}

void Board::oversize(Text topic, uint8_t first_byte, uint32_t hash) {
  display_.refuse_oversize(topic, first_byte, hash, now_ms_);
}

void Board::subscription_refused(Text filter) { display_.log("subscription refused", filter); }

uint32_t Board::loop(uint32_t now_ms) {
  now_ms_ = now_ms;
  uptime_.advance(now_ms);
  link_.step(now_ms);
  follow_link();
  take_inputs();
  if (link_.is_up() && static_cast<int32_t>(now_ms - telemetry_at_ms_) >= 0) report_telemetry();
  uint32_t wait = display_.tick(now_ms);
  const bool has_more = publish_what_is_due();
  const uint32_t glass_wait = show();
  if (display_.take_restart()) {
    // Without a goodbye, so that the hub publishes the will.
    ports_.hub.close();
    ports_.system.restart();
  }
  if (has_more || (link_.is_up() && ports_.hub.has_input())) return 0;
  const uint32_t link_wait = link_.idle_ms(now_ms);
  if (link_wait < wait) wait = link_wait;
  return glass_wait < wait ? glass_wait : wait;
}

void Board::follow_link() {
  if (link_.is_up() == was_up_) return;
  was_up_ = link_.is_up();
  if (was_up_) return come_up();
  display_.disconnected(now_ms_);
  uint8_t bytes[48];
  Writer fault(bytes, sizeof bytes);
  ports_.hub.write_fault(fault);
  // It waits in the outbox until there is somebody to read it.
  display_.log("link lost", fault.text());
}

void Board::come_up() {
  const int64_t unix_ms = ports_.system.unix_ms();
  if (unix_ms > 0) display_.set_clock(unix_ms, now_ms_);
  display_.connected(now_ms_);
  telemetry_at_ms_ = now_ms_;
}

void Board::report_telemetry() {
  display_.counters().i2c_errors = ports_.glass.i2c_errors();
  Telemetry values;
  values.rssi = ports_.system.rssi();
  values.heap = ports_.system.free_heap();
  values.uptime_s = static_cast<uint32_t>(uptime_.now() / 1000);
  values.reconnects = link_.connects() - 1;
  display_.telemetry(values);
  telemetry_at_ms_ = now_ms_ + kTelemetryIntervalMs;
}

void Board::take_inputs() {
  Text name, event;
  while (ports_.panel.next_input(name, event, now_ms_)) display_.input(name, event, now_ms_);
}

// Returns whether there is more than one loop may send.
bool Board::publish_what_is_due() {
  if (!link_.is_up()) return false;
  Publication publication;
  for (uint8_t i = 0; i < kPublicationsPerLoop; i++) {
    if (!display_.next_publication(publication)) return false;
    if (ports_.publisher.publish(publication.topic, publication.payload, publication.retain)) continue;
    // Retained state is published anew.
    display_.publication_failed();
    drop();
    return false;
  }
  return true;
}

void Board::drop() {
  link_.drop(now_ms_);
  follow_link();
}

uint32_t Board::show() {
  ports_.panel.set_led(display_.led());
  const Text tune = display_.take_sound();
  if (!tune.empty()) {
    const TuneFault fault = ports_.panel.play(tune, now_ms_);
    if (fault.error != TuneError::kNone) display_.log("tune", Text::of(explain(fault.error)));
  }
  if (display_.settings().i2c_address != i2c_address_) {
    i2c_address_ = display_.settings().i2c_address;
    ports_.glass.set_address(i2c_address_);
  }
  return ports_.glass.show(cover_ != nullptr ? *cover_ : display_.screen(), display_.backlight(), now_ms_);
}

bool Board::publish_below(Text id, Text path, Text name, Text payload, bool retain) {
  if (!link_.is_up()) return false;
  uint8_t bytes[kMaxTopicBytes];
  Writer topic(bytes, sizeof bytes);
  topic.put("displays/").put(id).put(path).put(name);
  if (topic.overflowed()) return false;
  if (ports_.publisher.publish(topic.text(), payload, retain)) return true;
  drop();
  return false;
}

bool Board::publish_sensor(Text name, Text value) {
  if (!is_name(name) || value.size > kMaxSensorBytes) return false;
  return publish_below(Text::of(id_), "/sensor/", name, value, true);
}

bool Board::send_to_peer(Text peer, Text message) {
  if (message.size > kMaxPayloadBytes) return false;
  const Settings& settings = display_.settings();
  for (uint8_t i = 0; i < settings.peer_count; i++) {
    if (settings.peers[i].view() == peer) return publish_below(peer, "/message", {}, message, false);
  }
  return false;
}

void Board::stop() {
  if (publish_below(Text::of(id_), "/status", {}, "offline", true)) ports_.publisher.say_goodbye();
  ports_.hub.close();
}

}  // namespace marquee
