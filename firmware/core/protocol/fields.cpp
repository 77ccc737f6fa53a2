#include "fields.h"

#include "../text/utf8.h"
#include "date-time.h"
#include "names.h"

namespace marquee {

namespace {

int rule_named(const Json& json, int key, const FieldRule* rules, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (json.is(key, Text::of(rules[i].name))) return static_cast<int>(i);
  }
  return -1;
}

// The number of the word in a list like "left center right" that the string equals, or -1.
int choice(const Json& json, int token, Text words) {
  int number = 0;
  for (size_t start = 0; start < words.size; number++) {
    size_t end = start;
    while (end < words.size && words[end] != ' ') end++;
    if (json.is(token, {words.data + start, end - start})) return number;
    start = end + 1;
  }
  return -1;
}

ErrorCode check_string(Text text, bool is_cut, const FieldRule& rule, FieldValue& value) {
  const bool has_bounds = rule.kind == FieldKind::kString || rule.kind == FieldKind::kPrintable;
  if (has_bounds && text.size < rule.low && !is_cut) return ErrorCode::kOutOfRange;
  if (has_bounds && (text.size > rule.high || is_cut)) return ErrorCode::kTooLong;
  bool matches = !is_cut;
  if (rule.kind == FieldKind::kPrintable) matches = is_printable_ascii(text);
  if (rule.kind == FieldKind::kMessageId) matches = matches && is_message_id(text);
  if (rule.kind == FieldKind::kKey) matches = matches && is_key(text);
  if (rule.kind == FieldKind::kName) matches = matches && is_name(text);
  if (rule.kind == FieldKind::kDateTime) matches = matches && parse_date_time(text, value.number);
  return matches ? ErrorCode::kNone : ErrorCode::kInvalidValue;
}

ErrorCode read_string(const Json& json, int token, const FieldRule& rule, Writer& strings, FieldValue& value) {
  const size_t start = strings.size();
  json.unescape(token, strings);
  const Text text = strings.text().from(start);
  const ErrorCode code = check_string(text, strings.overflowed(), rule, value);
  value.start = start;
  value.size = text.size;
  if (code != ErrorCode::kNone || rule.kind == FieldKind::kDateTime) strings.shorten(start);
  return code;
}

ErrorCode read_integer(const Json& json, int token, const FieldRule& rule, FieldValue& value) {
  if (!json.integer(token, value.number)) return ErrorCode::kWrongType;
  const bool in_range = value.number >= static_cast<int64_t>(rule.low) && value.number <= static_cast<int64_t>(rule.high);
  return in_range ? ErrorCode::kNone : ErrorCode::kOutOfRange;
}

// Where a long name is cut, no part of a character must stay behind.
Text without_partial_character(Text text) {
  size_t whole = 0;
  for (size_t position = 0; position < text.size;) {
    const uint32_t code_point = next_code_point(text, position);
    if (code_point != kReplacement || position < text.size) whole = position;
  }
  return text.first(whole);
}

}  // namespace

Fault fault_at(ErrorCode code, Text path, Text name) {
  Fault fault;
  fault.code = code;
  uint8_t bytes[kMaxFieldBytes];
  Writer writer(bytes, sizeof bytes);
  fault.field.set(without_partial_character(writer.put(path).put(name).text()));
  return fault;
}

Fault find_fields(const Json& json, int object, const FieldRule* rules, size_t count, UnknownFields unknown, Text path,
                  FieldTokens& found) {
  for (size_t i = 0; i < count; i++) found.values[i] = -1;
  int key = json.first(object);
  for (int i = 0; i < json.size(object); i++) {
    const int rule = rule_named(json, key, rules, count);
    if (rule >= 0) {
      found.values[rule] = json.value_of(key);
    } else if (unknown == UnknownFields::kRefuse) {
      uint8_t bytes[kMaxFieldBytes];
      Writer name(bytes, sizeof bytes);
      json.unescape(key, name);
      return fault_at(ErrorCode::kUnknownField, path, name.text());
    }
    key = json.after(json.value_of(key));
  }
  return {};
}

ErrorCode read_field(const Json& json, int token, const FieldRule& rule, Writer& strings, FieldValue& value) {
  const JsonType type = json.type(token);
  switch (rule.kind) {
    case FieldKind::kInteger:
      return type == JsonType::kNumber ? read_integer(json, token, rule, value) : ErrorCode::kWrongType;
    case FieldKind::kBoolean:
      value.number = type == JsonType::kTrue;
      return type == JsonType::kTrue || type == JsonType::kFalse ? ErrorCode::kNone : ErrorCode::kWrongType;
    case FieldKind::kAny:
      return ErrorCode::kNone;
    default:
      break;
  }
  if (type != JsonType::kString) return ErrorCode::kWrongType;
  if (rule.kind != FieldKind::kChoice) return read_string(json, token, rule, strings, value);
  value.number = choice(json, token, Text::of(rule.words));
  return value.number >= 0 ? ErrorCode::kNone : ErrorCode::kInvalidValue;
}

}  // namespace marquee
