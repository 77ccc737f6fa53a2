#include "fault.h"

#include "../text/utf8.h"
#include "../text/words.h"
#include "../text/writer.h"

namespace marquee {

namespace {

// Where a long name is cut, no part of a character must stay behind.
size_t without_partial_character(Text text) {
  size_t whole = 0;
  for (size_t position = 0; position < text.size;) {
    const uint32_t code_point = next_code_point(text, position);
    if (code_point != kReplacement || position < text.size) whole = position;
  }
  return whole;
}

}  // namespace

Text name_of(ErrorCode code) {
  return word_at(
      "none malformed_json missing_field unknown_field wrong_type invalid_value out_of_range too_long conflicting_fields "
      "payload_too_large queue_full",
      static_cast<size_t>(code));
}

bool Fault::set(ErrorCode error, Text path, Text name) {
  code = error;
  Writer writer(field.bytes, sizeof field.bytes);
  writer.put(path).put(name);
  field.size = static_cast<uint16_t>(without_partial_character(writer.text()));
  return false;
}

}  // namespace marquee
