#include "form.h"

#include "hex.h"

namespace marquee {

namespace {

size_t find(Text text, uint8_t byte) {
  size_t at = 0;
  while (at < text.size && text[at] != byte) at++;
  return at;
}

bool decode(Text value, Writer& out) {
  for (size_t i = 0; i < value.size; i++) {
    uint8_t byte = value[i];
    if (byte == '+') byte = ' ';
    if (byte == '%') {
      if (value.size - i < 3 || !from_hex(value.from(i + 1).first(2), &byte, 1)) return false;
      i += 2;
    }
    out.put(byte);
  }
  return !out.overflowed();
}

}  // namespace

bool read_form_field(Text form, Text name, Writer& out) {
  while (!form.empty()) {
    const Text pair = form.first(find(form, '&'));
    const Text key = pair.first(find(pair, '='));
    if (key == name) return decode(key.size == pair.size ? Text() : pair.from(key.size + 1), out);
    form = pair.size == form.size ? Text() : form.from(pair.size + 1);
  }
  return true;
}

}  // namespace marquee
