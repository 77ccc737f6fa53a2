#include "reports.h"

namespace marquee {

namespace {

constexpr size_t kEventBytes = 256;
// All that can be long is a field name or a reply, of which every byte may need six.
constexpr size_t kAckBytes = 192 + 6 * kMaxFieldBytes;
static_assert(kMaxFieldBytes >= kMaxReplyBytes, "a reason holds either");

}  // namespace

void Reports::write_ack(Text id, AckState state, Text reason, uint64_t elapsed_ms, Text input) {
  uint8_t bytes[kAckBytes];
  Writer json(bytes, sizeof bytes);
  json.put('{').member("id", id).member("state", name_of(state));
  if (!reason.empty()) json.member("reason", reason);
  if (!input.empty()) json.member("input", input);
  json.member("elapsedMs", static_cast<int64_t>(elapsed_ms)).put('}');
  outbox_.push("ack", json.text(), Urgency::kMustArrive);
}

void Reports::ack(Text id, AckState state, Text reason, uint64_t elapsed_ms) {
  // A rejected message may be sent again and then be taken.
  if (state == AckState::kRejected) {
    dedupe_.forget(id);
  } else {
    dedupe_.note(id, state, elapsed_ms, 0);
  }
  write_ack(id, state, reason, elapsed_ms, {});
}

void Reports::answered(Text id, uint8_t number, Text reply, Text input, uint64_t elapsed_ms) {
  dedupe_.note(id, AckState::kDismissed, elapsed_ms, number);
  uint8_t bytes[kMaxReplyBytes + 8];
  Writer reason(bytes, sizeof bytes);
  reason.put("action:").put(reply);
  write_ack(id, AckState::kDismissed, reason.text(), elapsed_ms, input);
}

void Reports::telemetry(const Telemetry& values) {
  uint8_t bytes[kEventBytes];
  Writer json(bytes, sizeof bytes);
  json.put('{').member("rssi", values.rssi).member("heap", values.heap).member("uptimeS", values.uptime_s);
  json.member("reconnects", values.reconnects).member("dropped", counters.dropped);
  json.member("oversize", counters.oversize).member("i2cErrors", counters.i2c_errors).put('}');
  outbox_.push("telemetry", json.text(), Urgency::kMayBeLost);
}

void Reports::input(Text name, Text event) {
  uint8_t topic_bytes[kMaxTopicBytes];
  Writer topic(topic_bytes, sizeof topic_bytes);
  topic.put("input/").put(name);
  uint8_t bytes[kEventBytes];
  Writer json(bytes, sizeof bytes);
  json.put('{').member("event_type", event).put('}');
  outbox_.push(topic.text(), json.text(), Urgency::kMayBeLost);
}

void Reports::log(Text subject, Text detail, Text more) {
  uint8_t bytes[kEventBytes];
  Writer line(bytes, sizeof bytes);
  line.put(subject).put(": ").put(detail);
  if (!more.empty()) line.put(' ').put(more);
  outbox_.push("log", line.text(), Urgency::kMayBeLost);
}

}  // namespace marquee
