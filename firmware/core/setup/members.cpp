#include "members.h"

namespace marquee {

int member_of(const Json& json, int object, Text name) {
  int found = -1;
  int key = json.first(object);
  for (int i = 0; i < json.size(object); i++, key = json.after(json.value_of(key))) {
    uint8_t bytes[kMaxNameBytes];
    Writer written(bytes, sizeof bytes);
    json.unescape(key, written);
    if (!written.overflowed() && written.text() == name) found = json.value_of(key);
  }
  return found;
}

bool read_string(const Json& json, int object, Text name, Writer& out) {
  const int value = member_of(json, object, name);
  if (value < 0 || json.type(value) != JsonType::kString) return false;
  json.unescape(value, out);
  return !out.overflowed();
}

bool read_integer(const Json& json, int object, Text name, int64_t low, int64_t high, int64_t& out) {
  const int value = member_of(json, object, name);
  if (value < 0 || json.type(value) != JsonType::kNumber || !json.integer(value, out)) return false;
  return out >= low && out <= high;
}

}  // namespace marquee
