#pragma once
// Reads JSON objects into structs by tables of fields.

#include "../text/writer.h"
#include "fault.h"
#include "json.h"

namespace marquee {

enum class FieldKind : uint8_t {
  kString,     // low..high bytes
  kPrintable,  // low..high bytes of printable ASCII
  kMessageId,
  kKey,
  kName,
  kDateTime,   // becomes milliseconds since 1970
  kChoice,     // one of the words after the name; becomes its number, counted from `low`
  kInteger,    // low..high
  kBoolean,
  kList,       // as `elements` says
};

struct ListRule;

// Where a value goes: into the struct at `offset`, as a number of `bytes`, a ShortText of that capacity, or a Span of
// the writer that the string is appended to.
struct FieldRule {
  const char* name;  // and, for a choice, its words, with blanks between
  union {
    uint32_t high;
    const ListRule* elements;
  };
  uint16_t low;
  FieldKind kind;
  uint8_t offset;
  uint8_t bytes;
  bool is_required;

  constexpr FieldRule(const char* words, FieldKind what, size_t place, uint8_t size, uint16_t least = 0, uint32_t most = 0)
      : name(words), high(most), low(least), kind(what), offset(static_cast<uint8_t>(place)), bytes(size), is_required(false) {}
  constexpr FieldRule(const char* words, const ListRule& list, size_t place)
      : name(words), elements(&list), low(0), kind(FieldKind::kList), offset(static_cast<uint8_t>(place)), bytes(0),
        is_required(false) {}

  constexpr FieldRule required() const {
    FieldRule rule = *this;
    rule.is_required = true;
    return rule;
  }
};

constexpr uint8_t kAsSpan = 0;
// Checked, but not kept.
constexpr uint8_t kNotKept = 0xFF;

struct ObjectRule {
  const FieldRule* fields;
  uint8_t count;
  bool ignores_unknown;
};

// Elements are objects, or the values of one nameless field. They go into an array of structs at the list's offset.
struct ListRule {
  ObjectRule object;
  bool has_objects;
  uint8_t least;
  uint8_t most;
  uint8_t stride;
  uint8_t count_offset;  // of the number of elements, one byte
};

constexpr size_t kMaxFields = 24;
// Which fields are there: bit n for the field n of the table.
using FieldSet = uint32_t;

// Bytes of a string, relative to the first byte of its writer.
struct Span {
  uint16_t start;
  uint16_t size;
};

inline Text part(Text bytes, Span span) { return bytes.from(span.start).first(span.size); }

// Checks an object and reads it into a struct; of fields that occur more than once the last counts. False on a fault,
// which names the field below `path`; then a part may have been read.
bool read_object(const Json& json, int object, const ObjectRule& rule, void* target, Writer& strings, FieldSet& found,
                 Fault& fault, Text path = {});

}  // namespace marquee
