#include "json.h"

#include "../text/utf8.h"
#include "json-syntax.h"
#include "number.h"

namespace marquee {

namespace {

uint32_t hex_value(uint8_t digit) {
  return is_digit(digit) ? digit - '0' : (digit | 0x20u) - 'a' + 10u;
}

uint32_t hex4(Text text, size_t at) {
  uint32_t value = 0;
  for (size_t i = 0; i < 4; i++) value = value << 4 | hex_value(text[at + i]);
  return value;
}

// The code point of `\uXXXX` at `position` (on the `u`) and of the low surrogate that may follow. A surrogate alone is
// none, and becomes a replacement on the way out.
uint32_t unicode_escape(Text text, size_t& position) {
  const uint32_t unit = hex4(text, position + 1);
  position += 5;
  const bool may_have_pair = unit >> 10 == 0xD800 >> 10 && position + 6 <= text.size && text[position] == '\\' &&
                             text[position + 1] == 'u';
  if (!may_have_pair) return unit;
  const uint32_t low = hex4(text, position + 2);
  if (low >> 10 != 0xDC00 >> 10) return unit;
  position += 6;
  return 0x10000 + ((unit & 0x3FF) << 10 | (low & 0x3FF));
}

uint32_t escaped(Text text, size_t& position) {
  if (text[position] == 'u') return unicode_escape(text, position);
  const uint8_t letter = text[position++];
  for (const char* pair = "b\bf\fn\nr\rt\t"; *pair != 0; pair += 2) {
    if (letter == pair[0]) return static_cast<uint8_t>(pair[1]);
  }
  return letter;
}

}  // namespace

bool Json::parse(Text text) {
  text_ = text;
  count_ = 0;
  if (!is_valid_json(text, kMaxJsonDepth)) return false;
  jsmn_parser parser;
  jsmn_init(&parser);
  count_ = jsmn_parse(&parser, reinterpret_cast<const char*>(text.data), text.size, tokens_, kMaxJsonTokens);
  return count_ > 0;
}

bool Json::parse_object(Text text, Fault& fault) {
  if (text.size > kMaxPayloadBytes) return fault.set(ErrorCode::kPayloadTooLarge);
  if (!parse(text)) return fault.set(ErrorCode::kMalformedJson);
  return type(0) == JsonType::kObject || fault.set(ErrorCode::kWrongType);
}

Text Json::raw(int token) const {
  const size_t start = static_cast<size_t>(tokens_[token].start);
  return {text_.data + start, static_cast<size_t>(tokens_[token].end) - start};
}

JsonType Json::type(int token) const {
  switch (tokens_[token].type) {
    case JSMN_OBJECT: return JsonType::kObject;
    case JSMN_ARRAY: return JsonType::kArray;
    case JSMN_STRING: return JsonType::kString;
    default: break;
  }
  switch (raw(token)[0]) {
    case 't': return JsonType::kTrue;
    case 'f': return JsonType::kFalse;
    case 'n': return JsonType::kNull;
    default: return JsonType::kNumber;
  }
}

int Json::after(int token) const {
  int next = token + 1;
  while (next < count_ && tokens_[next].start < tokens_[token].end) next++;
  return next;
}

void Json::unescape(int token, Writer& out) const {
  const Text text = raw(token);
  for (size_t i = 0; i < text.size;) {
    uint32_t code_point;
    if (text[i] == '\\') {
      code_point = escaped(text, ++i);
    } else {
      code_point = next_code_point(text, i);
    }
    uint8_t bytes[4];
    out.put(Text(bytes, encode_utf8(code_point, bytes)));
  }
}

bool Json::integer(int token, int64_t& out) const { return to_integer(raw(token), out); }

}  // namespace marquee
