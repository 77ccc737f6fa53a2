#pragma once
// Checks JSON objects against tables of fields.

#include "fault.h"
#include "json.h"

namespace marquee {

enum class FieldKind : uint8_t {
  kString,       // low..high bytes
  kPrintable,    // low..high bytes of printable ASCII
  kMessageId,
  kKey,
  kName,
  kChoice,       // one of `words`; the value is its number
  kInteger,      // low..high
  kBoolean,
  kDateTime,
  kAny,          // checked by the caller
};

struct FieldRule {
  const char* name;
  FieldKind kind;
  uint32_t low;
  uint32_t high;
  const char* words;
};

// What a field holds: a number, or a string as it stands in the writer that it was unescaped to.
struct FieldValue {
  int64_t number = 0;
  size_t start = 0;
  size_t size = 0;
};

// The values of an object's fields, last occurrence first; -1 if absent.
constexpr size_t kMaxFields = 24;
struct FieldTokens {
  int values[kMaxFields];
};

enum class UnknownFields : uint8_t { kRefuse, kIgnore };

// Finds the fields of an object. On an unknown one the fault names it below `path`.
Fault find_fields(const Json& json, int object, const FieldRule* rules, size_t count, UnknownFields unknown, Text path,
                  FieldTokens& found);

// Checks one value. Strings are appended to `strings`, except ids that were refused.
ErrorCode read_field(const Json& json, int token, const FieldRule& rule, Writer& strings, FieldValue& value);

Fault fault_at(ErrorCode code, Text path, Text name);

}  // namespace marquee
