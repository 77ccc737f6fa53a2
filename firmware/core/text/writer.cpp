#include "writer.h"

namespace marquee {

namespace {

uint8_t hex_digit(unsigned value) { return static_cast<uint8_t>(value < 10 ? '0' + value : 'a' + value - 10); }

}  // namespace

Writer& Writer::put(uint8_t byte) {
  if (size_ < capacity_) {
    out_[size_++] = byte;
  } else {
    overflowed_ = true;
  }
  return *this;
}

Writer& Writer::put(Text text) {
  for (size_t i = 0; i < text.size; i++) put(text[i]);
  return *this;
}

Writer& Writer::put(const char* text) { return put(Text::of(text)); }

Writer& Writer::number(int64_t value) {
  uint8_t digits[20];
  size_t count = 0;
  uint64_t rest = value < 0 ? 0 - static_cast<uint64_t>(value) : static_cast<uint64_t>(value);
  do {
    digits[count++] = static_cast<uint8_t>('0' + rest % 10);
    rest /= 10;
  } while (rest > 0);
  if (value < 0) put('-');
  while (count > 0) put(digits[--count]);
  return *this;
}

Writer& Writer::hex(const uint8_t* bytes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    put(hex_digit(bytes[i] >> 4u));
    put(hex_digit(bytes[i] & 15u));
  }
  return *this;
}

Writer& Writer::hex32(uint32_t value) {
  for (int shift = 28; shift >= 0; shift -= 4) put(hex_digit((value >> shift) & 15u));
  return *this;
}

Writer& Writer::json(Text text) {
  put('"');
  for (size_t i = 0; i < text.size; i++) {
    const uint8_t byte = text[i];
    if (byte == '"' || byte == '\\') {
      put('\\').put(byte);
    } else if (byte < 0x20) {
      put("\\u00").hex(&byte, 1);
    } else {
      put(byte);
    }
  }
  return put('"');
}

Writer& Writer::key(const char* name) {
  if (size_ > 0 && out_[size_ - 1] != '{') put(',');
  return json(Text::of(name)).put(':');
}

Writer& Writer::member(const char* name, int64_t value) { return key(name).number(value); }

Writer& Writer::member(const char* name, Text value) { return key(name).json(value); }

}  // namespace marquee
