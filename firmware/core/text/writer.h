#pragma once
// Appends text to a fixed buffer. What does not fit is dropped and `overflowed` says so.

#include "view.h"

namespace marquee {

class Writer {
 public:
  Writer(uint8_t* out, size_t capacity) : out_(out), capacity_(capacity) {}

  MARQUEE_ONE_COPY Writer& put(uint8_t byte);
  MARQUEE_ONE_COPY Writer& put(Text text);
  MARQUEE_ONE_COPY Writer& put(const char* text);
  MARQUEE_ONE_COPY Writer& number(int64_t value);
  // Lower-case, two digits per byte.
  Writer& hex(const uint8_t* bytes, size_t count);
  Writer& hex32(uint32_t value);
  // With quotes; quotes, backslashes and control characters escaped.
  MARQUEE_ONE_COPY Writer& json(Text text);
  // `"name":`, with a comma unless it opens the object.
  MARQUEE_ONE_COPY Writer& key(const char* name);
  // A key and its value.
  MARQUEE_ONE_COPY Writer& member(const char* name, int64_t value);
  MARQUEE_ONE_COPY Writer& member(const char* name, Text value);

  // Takes back what was written after `size`, and forgets an overflow.
  void shorten(size_t size) {
    size_ = size;
    overflowed_ = false;
  }

  Text text() const { return {out_, size_}; }
  size_t size() const { return size_; }
  bool overflowed() const { return overflowed_; }

 private:
  uint8_t* out_;
  size_t capacity_;
  size_t size_ = 0;
  bool overflowed_ = false;
};

}  // namespace marquee
