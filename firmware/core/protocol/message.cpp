#include "message.h"

#include "fields.h"
#include "hash.h"

namespace marquee {

namespace {

// Dates come first: their bytes are given back before texts need them.
enum Field : size_t {
  kExpiresAt, kText, kId, kTitle, kFrom, kKeyField, kPriority, kShowMs, kMinShowMs, kTtlMs, kRepeat, kHold, kAlign,
  kOverflow, kScrollMs, kPageMs, kBacklight, kSound, kActions, kFieldCount,
};

constexpr FieldRule kRules[kFieldCount] = {
    {"expiresAt", FieldKind::kDateTime, 0, 0, ""},
    {"text", FieldKind::kString, 1, kMaxTextBytes, ""},
    {"id", FieldKind::kMessageId, 0, 0, ""},
    {"title", FieldKind::kString, 1, kMaxHeadingBytes, ""},
    {"from", FieldKind::kString, 1, kMaxHeadingBytes, ""},
    {"key", FieldKind::kKey, 0, 0, ""},
    {"priority", FieldKind::kChoice, 0, 0, "low normal high critical"},
    {"showMs", FieldKind::kInteger, 100, kMaxDurationMs, ""},
    {"minShowMs", FieldKind::kInteger, 0, kMaxDurationMs, ""},
    {"ttlMs", FieldKind::kInteger, 1, kMaxTtlMs, ""},
    {"repeat", FieldKind::kInteger, 1, 100, ""},
    {"hold", FieldKind::kBoolean, 0, 0, ""},
    {"align", FieldKind::kChoice, 0, 0, "left center right"},
    {"overflow", FieldKind::kChoice, 0, 0, "page scroll cut"},
    {"scrollMs", FieldKind::kInteger, 50, 5000, ""},
    {"pageMs", FieldKind::kInteger, 500, 60000, ""},
    {"backlight", FieldKind::kChoice, 0, 0, "on off blink"},
    {"sound", FieldKind::kPrintable, 1, kMaxSoundBytes, ""},
    {"actions", FieldKind::kAny, 0, 0, ""},
};
static_assert(kFieldCount <= kMaxFields, "FieldTokens has room for every field");

enum ActionField : size_t { kInput, kLabel, kReply, kActionFieldCount };

constexpr FieldRule kActionRules[kActionFieldCount] = {
    {"input", FieldKind::kName, 0, 0, ""},
    {"label", FieldKind::kString, 1, kMaxLabelBytes, ""},
    {"reply", FieldKind::kString, 1, kMaxReplyBytes, ""},
};

Message message_with_defaults() {
  Message message{};
  message.priority = Priority::kNormal;
  message.repeat = 1;
  message.show_ms = kDefaultShowMs;
  message.page_ms = kDefaultPageMs;
  message.scroll_ms = kDefaultScrollMs;
  message.ttl_ms = kDefaultTtlMs;
  return message;
}

Span span_of(const FieldValue& value) { return {static_cast<uint16_t>(value.start), static_cast<uint16_t>(value.size)}; }

void store(Field field, const FieldValue& value, Message& message) {
  const int64_t number = value.number;
  switch (field) {
    case kExpiresAt: message.expires_at = number; message.has_expiry = true; break;
    case kText: message.text = span_of(value); break;
    case kId: message.id = span_of(value); break;
    case kTitle: message.title = span_of(value); break;
    case kFrom: message.from = span_of(value); break;
    case kKeyField: message.key = span_of(value); break;
    case kPriority: message.priority = static_cast<Priority>(number); break;
    case kShowMs: message.show_ms = static_cast<uint32_t>(number); break;
    case kMinShowMs: message.min_show_ms = static_cast<uint32_t>(number); break;
    case kTtlMs: message.ttl_ms = static_cast<uint32_t>(number); message.has_ttl = true; break;
    case kRepeat: message.repeat = static_cast<uint8_t>(number); break;
    case kHold: message.hold = number != 0; break;
    case kAlign: message.align = static_cast<Align>(number); break;
    case kOverflow: message.overflow = static_cast<Overflow>(number); break;
    case kScrollMs: message.scroll_ms = static_cast<uint16_t>(number); break;
    case kPageMs: message.page_ms = static_cast<uint16_t>(number); break;
    case kBacklight: message.backlight = static_cast<Backlight>(number + 1); break;
    case kSound: message.sound = span_of(value); break;
    case kActions: case kFieldCount: break;
  }
}

Fault read_action(const Json& json, int token, Text path, Writer& strings, Action& action) {
  FieldTokens found;
  const Fault fault = find_fields(json, token, kActionRules, kActionFieldCount, UnknownFields::kRefuse, path, found);
  if (fault) return fault;
  for (size_t i = 0; i < kActionFieldCount; i++) {
    if (found.values[i] < 0) return fault_at(ErrorCode::kMissingField, path, Text::of(kActionRules[i].name));
    FieldValue value;
    const size_t before = strings.size();
    const ErrorCode code = read_field(json, found.values[i], kActionRules[i], strings, value);
    if (code != ErrorCode::kNone) return fault_at(code, path, Text::of(kActionRules[i].name));
    if (i == kInput) action.input = span_of(value);
    if (i == kLabel) strings.shorten(before);  // nothing here draws it
    if (i == kReply) action.reply = span_of(value);
  }
  return {};
}

Fault read_actions(const Json& json, int array, Writer& strings, Message& message) {
  if (json.type(array) != JsonType::kArray) return fault_at(ErrorCode::kWrongType, "actions", {});
  const int count = json.size(array);
  if (count < 1 || count > static_cast<int>(kMaxActions)) return fault_at(ErrorCode::kOutOfRange, "actions", {});
  int token = json.first(array);
  for (int i = 0; i < count; i++, token = json.after(token)) {
    uint8_t bytes[16];
    Writer path(bytes, sizeof bytes);
    path.put("actions[").number(i).put(']');
    if (json.type(token) != JsonType::kObject) return fault_at(ErrorCode::kWrongType, path.text(), {});
    const Fault fault = read_action(json, token, path.put('.').text(), strings, message.actions[i]);
    if (fault) return fault;
  }
  message.action_count = static_cast<uint8_t>(count);
  return {};
}

// An id is wanted even if the rest of the message is refused.
void read_id(const Json& json, const FieldTokens& found, Draft& draft) {
  Writer bytes(draft.bytes, sizeof draft.bytes);
  FieldValue value;
  if (found.values[kId] < 0 || read_field(json, found.values[kId], kRules[kId], bytes, value) != ErrorCode::kNone) return;
  draft.message.id = span_of(value);
  draft.size = static_cast<uint16_t>(bytes.size());
}

Fault read_message(const Json& json, const FieldTokens& found, Draft& draft) {
  Message& message = draft.message;
  Writer strings(draft.bytes, sizeof draft.bytes);
  for (size_t i = 0; i < kFieldCount; i++) {
    if (found.values[i] < 0) continue;
    FieldValue value;
    const ErrorCode code = read_field(json, found.values[i], kRules[i], strings, value);
    if (code != ErrorCode::kNone) return fault_at(code, Text::of(kRules[i].name), {});
    store(static_cast<Field>(i), value, message);
  }
  if (found.values[kText] < 0) return fault_at(ErrorCode::kMissingField, "text", {});
  if (found.values[kMinShowMs] < 0) message.min_show_ms = message.show_ms;
  if (found.values[kActions] >= 0) {
    const Fault fault = read_actions(json, found.values[kActions], strings, message);
    if (fault) return fault;
  }
  if (message.has_expiry && message.has_ttl) return fault_at(ErrorCode::kConflictingFields, "expiresAt", {});
  draft.size = static_cast<uint16_t>(strings.size());
  return {};
}

Fault parse_json_message(Text payload, Json& json, Draft& draft) {
  if (payload.size > kMaxPayloadBytes) return fault_at(ErrorCode::kPayloadTooLarge, {}, {});
  if (!json.parse(payload)) return fault_at(ErrorCode::kMalformedJson, {}, {});
  FieldTokens found;
  const Fault unknown = find_fields(json, 0, kRules, kFieldCount, UnknownFields::kRefuse, {}, found);
  const Fault fault = unknown ? unknown : read_message(json, found, draft);
  if (fault) {
    const uint32_t hash = draft.message.hash;
    draft.message = message_with_defaults();
    draft.message.hash = hash;
    draft.size = 0;
    // An unknown field ends the search for known ones, so search again for the id alone.
    find_fields(json, 0, kRules, kFieldCount, UnknownFields::kIgnore, {}, found);
    read_id(json, found, draft);
  }
  return fault;
}

}  // namespace

Fault parse_message(Text payload, Json& json, Draft& draft) {
  draft.message = message_with_defaults();
  draft.message.hash = hash_of(payload);
  draft.size = 0;
  if (payload[0] == '{') return parse_json_message(payload, json, draft);
  draft.message.plain = true;
  draft.message.min_show_ms = kPlainMinShowMs;
  if (payload.size > kMaxTextBytes) return fault_at(ErrorCode::kTooLong, "text", {});
  memcpy(draft.bytes, payload.data, payload.size);
  draft.message.text = {0, static_cast<uint16_t>(payload.size)};
  draft.size = static_cast<uint16_t>(payload.size);
  return {};
}

}  // namespace marquee
