#include "message.h"

#include "hash.h"

namespace marquee {

namespace {

constexpr FieldRule kActionFields[] = {
    FieldRule("input", FieldKind::kName, offsetof(Action, input), kAsSpan).required(),
    FieldRule("label", FieldKind::kString, offsetof(Action, label), kAsSpan, 1, kMaxLabelBytes).required(),
    FieldRule("reply", FieldKind::kString, offsetof(Action, reply), kAsSpan, 1, kMaxReplyBytes).required(),
};

constexpr ListRule kActionList = {
    {kActionFields, count_of(kActionFields), false}, true, 1, kMaxActions, sizeof(Action), offsetof(Message, action_count)};

// Those of a message alone, those of both, those of a page alone: each of the two is a part of the table. Dates come before
// texts, for their bytes are given back before texts need them.
constexpr FieldRule kFields[] = {
    {"id", FieldKind::kMessageId, offsetof(Message, id), kAsSpan},
    {"minShowMs", FieldKind::kInteger, offsetof(Message, min_show_ms), 4, 0, kMaxDurationMs},
    {"key", FieldKind::kKey, offsetof(Message, key), kAsSpan},
    {"priority low normal high critical", FieldKind::kChoice, offsetof(Message, priority), 1},
    {"repeat", FieldKind::kInteger, offsetof(Message, repeat), 1, 1, 100},
    {"hold", FieldKind::kBoolean, offsetof(Message, hold), 1},
    {"sound", FieldKind::kPrintable, offsetof(Message, sound), kAsSpan, 1, kMaxSoundBytes},
    {"actions", kActionList, offsetof(Message, actions)},

    {"expiresAt", FieldKind::kDateTime, offsetof(Message, expires_at), 8},
    {"ttlMs", FieldKind::kInteger, offsetof(Message, ttl_ms), 4, 1, kMaxTtlMs},
    {"title", FieldKind::kString, offsetof(Message, title), kAsSpan, 1, kMaxHeadingBytes},
    {"from", FieldKind::kString, offsetof(Message, from), kAsSpan, 1, kMaxHeadingBytes},
    {"showMs", FieldKind::kInteger, offsetof(Message, show_ms), 4, 100, kMaxDurationMs},
    {"align left center right", FieldKind::kChoice, offsetof(Message, align), 1},
    {"overflow page scroll cut", FieldKind::kChoice, offsetof(Message, overflow), 1},
    {"scrollMs", FieldKind::kInteger, offsetof(Message, scroll_ms), 2, 50, 5000},
    {"pageMs", FieldKind::kInteger, offsetof(Message, page_ms), 2, 500, 60000},
    {"backlight on off blink", FieldKind::kChoice, offsetof(Message, backlight), 1, 1},
    FieldRule("text", FieldKind::kString, offsetof(Message, text), kAsSpan, 1, kMaxTextBytes).required(),

    {"staleAt", FieldKind::kDateTime, offsetof(Message, stale_at), 8},
    {"lifetimeMs", FieldKind::kInteger, offsetof(Message, lifetime_ms), 4, 1, kMaxTtlMs},
    {"order", FieldKind::kInteger, offsetof(Message, order), 2, 0, kMaxPageOrder},
    {"when always idle offline", FieldKind::kChoice, offsetof(Message, when), 1},
};
enum Field : size_t { kId, kMinShowMs, kExpiresAt = 8, kTtlMs, kStaleAt = 19, kLifetimeMs };

constexpr uint8_t kMessageFields = kStaleAt;
constexpr ObjectRule kMessageRule = {kFields, kMessageFields, false};
constexpr ObjectRule kPageRule = {kFields + kExpiresAt, count_of(kFields) - kExpiresAt, false};
// An id is wanted even if the rest of the message is refused.
constexpr ObjectRule kIdRule = {kFields + kId, 1, true};
static_assert(kMessageFields <= kMaxFields && kPageRule.count <= kMaxFields, "there is a bit for every field");

constexpr bool has(FieldSet found, Field field) { return (found >> field & 1u) != 0; }

Message message_with_defaults() {
  Message message{};
  message.priority = Priority::kNormal;
  message.repeat = 1;
  message.show_ms = kDefaultShowMs;
  message.page_ms = kDefaultPageMs;
  message.scroll_ms = kDefaultScrollMs;
  message.ttl_ms = kDefaultTtlMs;
  message.order = kDefaultPageOrder;
  return message;
}

bool read_message(const Json& json, bool is_page, Draft& draft, Fault& fault) {
  Message& message = draft.message;
  Writer strings(draft.bytes, sizeof draft.bytes);
  FieldSet found;
  if (!read_object(json, 0, is_page ? kPageRule : kMessageRule, &message, strings, found, fault)) return false;
  // The bits of a page are counted from where its part of the table begins.
  if (is_page) found <<= kExpiresAt;
  message.has_expiry = has(found, kExpiresAt);
  message.has_ttl = has(found, kTtlMs);
  message.has_stale_date = has(found, kStaleAt);
  if (message.has_expiry && message.has_ttl) return fault.set(ErrorCode::kConflictingFields, "expiresAt");
  if (message.has_stale_date && message.lifetime_ms > 0) return fault.set(ErrorCode::kConflictingFields, "staleAt");
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

void parse_json(Text payload, bool is_page, Json& json, Draft& draft, Fault& fault) {
  if (!json.parse_object(payload, fault)) return;
  if (read_message(json, is_page, draft, fault)) return;
  begin_draft(draft.message.hash, draft);
  read_id(json, draft);
}

Fault parse(Text payload, bool is_page, Json& json, Draft& draft) {
  Fault fault;
  begin_draft(hash_of(payload), draft);
  if (payload[0] == '{') {
    parse_json(payload, is_page, json, draft, fault);
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

}  // namespace

Fault parse_message(Text payload, Json& json, Draft& draft) { return parse(payload, false, json, draft); }

Fault parse_page(Text payload, Json& json, Draft& draft) { return parse(payload, true, json, draft); }

}  // namespace marquee
