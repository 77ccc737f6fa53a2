#include "message.h"

#include "hash.h"

namespace marquee {

namespace {

constexpr FieldRule kActionFields[] = {
    FieldRule("input", FieldKind::kName, offsetof(Action, input), kAsSpan).required(),
    // Nothing here draws it.
    FieldRule("label", FieldKind::kString, 0, kNotKept, 1, kMaxLabelBytes).required(),
    FieldRule("reply", FieldKind::kString, offsetof(Action, reply), kAsSpan, 1, kMaxReplyBytes).required(),
};

constexpr ListRule kActionList = {
    {kActionFields, count_of(kActionFields), false}, true, 1, kMaxActions, sizeof(Action), offsetof(Message, action_count)};

// Dates come first: their bytes are given back before texts need them.
enum Field : size_t { kExpiresAt, kId, kMinShowMs, kTtlMs };

constexpr FieldRule kFields[] = {
    {"expiresAt", FieldKind::kDateTime, offsetof(Message, expires_at), 8},
    {"id", FieldKind::kMessageId, offsetof(Message, id), kAsSpan},
    {"minShowMs", FieldKind::kInteger, offsetof(Message, min_show_ms), 4, 0, kMaxDurationMs},
    {"ttlMs", FieldKind::kInteger, offsetof(Message, ttl_ms), 4, 1, kMaxTtlMs},
    {"title", FieldKind::kString, offsetof(Message, title), kAsSpan, 1, kMaxHeadingBytes},
    {"from", FieldKind::kString, offsetof(Message, from), kAsSpan, 1, kMaxHeadingBytes},
    {"key", FieldKind::kKey, offsetof(Message, key), kAsSpan},
    {"priority low normal high critical", FieldKind::kChoice, offsetof(Message, priority), 1},
    {"showMs", FieldKind::kInteger, offsetof(Message, show_ms), 4, 100, kMaxDurationMs},
    {"repeat", FieldKind::kInteger, offsetof(Message, repeat), 1, 1, 100},
    {"hold", FieldKind::kBoolean, offsetof(Message, hold), 1},
    {"align left center right", FieldKind::kChoice, offsetof(Message, align), 1},
    {"overflow page scroll cut", FieldKind::kChoice, offsetof(Message, overflow), 1},
    {"scrollMs", FieldKind::kInteger, offsetof(Message, scroll_ms), 2, 50, 5000},
    {"pageMs", FieldKind::kInteger, offsetof(Message, page_ms), 2, 500, 60000},
    {"backlight on off blink", FieldKind::kChoice, offsetof(Message, backlight), 1, 1},
    {"sound", FieldKind::kPrintable, offsetof(Message, sound), kAsSpan, 1, kMaxSoundBytes},
    FieldRule("text", FieldKind::kString, offsetof(Message, text), kAsSpan, 1, kMaxTextBytes).required(),
    {"actions", kActionList, offsetof(Message, actions)},
};
constexpr ObjectRule kMessageRule = {kFields, count_of(kFields), false};
// An id is wanted even if the rest of the message is refused.
constexpr ObjectRule kIdRule = {kFields + kId, 1, true};
static_assert(count_of(kFields) <= kMaxFields, "there is a bit for every field");

constexpr bool has(FieldSet found, Field field) { return (found >> field & 1u) != 0; }

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

bool read_message(const Json& json, Draft& draft, Fault& fault) {
  Message& message = draft.message;
  Writer strings(draft.bytes, sizeof draft.bytes);
  FieldSet found;
  if (!read_object(json, 0, kMessageRule, &message, strings, found, fault)) return false;
  message.has_expiry = has(found, kExpiresAt);
  message.has_ttl = has(found, kTtlMs);
  if (message.has_expiry && message.has_ttl) return fault.set(ErrorCode::kConflictingFields, "expiresAt");
  if (!has(found, kMinShowMs)) message.min_show_ms = message.show_ms;
  draft.size = static_cast<uint16_t>(strings.size());
  return true;
}

void read_id(const Json& json, Draft& draft) {
  Writer bytes(draft.bytes, sizeof draft.bytes);
  FieldSet found;
  Fault ignored;
  read_object(json, 0, kIdRule, &draft.message, bytes, found, ignored);
  draft.size = static_cast<uint16_t>(bytes.size());
}

void begin_draft(uint32_t hash, Draft& draft) {
  draft.message = message_with_defaults();
  draft.message.hash = hash;
  draft.size = 0;
}

void parse_json_message(Text payload, Json& json, Draft& draft, Fault& fault) {
  if (!json.parse_object(payload, fault)) return;
  if (read_message(json, draft, fault)) return;
  begin_draft(draft.message.hash, draft);
  read_id(json, draft);
}

}  // namespace

Fault parse_message(Text payload, Json& json, Draft& draft) {
  Fault fault;
  begin_draft(hash_of(payload), draft);
  if (payload[0] == '{') {
    parse_json_message(payload, json, draft, fault);
    return fault;
  }
  draft.message.plain = true;
  draft.message.min_show_ms = kPlainMinShowMs;
  if (payload.size > kMaxTextBytes) {
    fault.set(ErrorCode::kTooLong, "text");
    return fault;
  }
  draft.size = copy_text(payload, draft.bytes, sizeof draft.bytes);
  draft.message.text = {0, draft.size};
  return fault;
}

}  // namespace marquee
