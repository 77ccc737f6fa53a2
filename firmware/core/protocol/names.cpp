#include "names.h"

#include "../text/words.h"

namespace marquee {

namespace {

// Small letters, digits, `_` and `-`, and these others. Neither empty nor longer than `most`.
bool is_made_of(Text text, size_t most, bool has_capitals, bool has_points) {
  for (size_t i = 0; i < text.size; i++) {
    const uint8_t c = text[i];
    const bool is_point = c == '.' || c == ':';
    if (!is_lower(c) && !is_digit(c) && c != '_' && c != '-' && !(has_capitals && is_upper(c)) && !(has_points && is_point)) {
      return false;
    }
  }
  return !text.empty() && text.size <= most;
}

}  // namespace

bool is_name(Text text) {
  return is_made_of(text, kMaxNameBytes, false, false) && text[0] != '_' && text[0] != '-';
}

bool is_display_id(Text text) { return is_name(text) && number_of_word("all group", text) < 0; }

bool is_message_id(Text text) { return is_made_of(text, kMaxIdBytes, true, false); }

bool is_key(Text text) { return is_made_of(text, kMaxIdBytes, true, true); }

bool is_printable_ascii(Text text) {
  for (size_t i = 0; i < text.size; i++) {
    if (text[i] < ' ' || text[i] > '~') return false;
  }
  return true;
}

}  // namespace marquee
