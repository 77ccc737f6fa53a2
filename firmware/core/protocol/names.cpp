#include "names.h"

namespace marquee {

namespace {

bool is_name_byte(uint8_t c) { return is_lower(c) || is_digit(c) || c == '_' || c == '-'; }
bool is_id_byte(uint8_t c) { return is_name_byte(c) || is_upper(c); }
bool is_key_byte(uint8_t c) { return is_id_byte(c) || c == '.' || c == ':'; }
bool is_printable(uint8_t c) { return c >= ' ' && c <= '~'; }

bool all(Text text, bool (*test)(uint8_t)) {
  for (size_t i = 0; i < text.size; i++) {
    if (!test(text[i])) return false;
  }
  return true;
}

bool has_size(Text text, size_t most) { return !text.empty() && text.size <= most; }

}  // namespace

bool is_name(Text text) {
  return has_size(text, kMaxNameBytes) && all(text, is_name_byte) && text[0] != '_' && text[0] != '-';
}

bool is_display_id(Text text) { return is_name(text) && text != "all" && text != "group"; }

bool is_message_id(Text text) { return has_size(text, kMaxIdBytes) && all(text, is_id_byte); }

bool is_key(Text text) { return has_size(text, kMaxIdBytes) && all(text, is_key_byte); }

bool is_printable_ascii(Text text) { return all(text, is_printable); }

}  // namespace marquee
