#pragma once
// A view of bytes that someone else owns; never NUL-terminated.

#include <stddef.h>
#include <stdint.h>
#include <string.h>

// One copy of what is called everywhere: inlined, it would be the largest part of the module.
#define MARQUEE_ONE_COPY __attribute__((noinline))

namespace marquee {

struct Text {
  const uint8_t* data = nullptr;
  size_t size = 0;

  constexpr Text() = default;
  constexpr Text(const uint8_t* bytes, size_t count) : data(bytes), size(count) {}
  // A literal, without its NUL.
  template <size_t Size>
  Text(const char (&literal)[Size]) : data(reinterpret_cast<const uint8_t*>(literal)), size(Size - 1) {}
  // A NUL-terminated string, as tables hold them.
  static Text of(const char* text) { return {reinterpret_cast<const uint8_t*>(text), strlen(text)}; }

  bool empty() const { return size == 0; }
  uint8_t operator[](size_t index) const { return data[index]; }
  Text from(size_t start) const { return {data + start, size - start}; }
  Text first(size_t count) const { return {data, count < size ? count : size}; }
};

bool operator==(Text a, Text b);
inline bool operator!=(Text a, Text b) { return !(a == b); }

// Below 0, 0 or above 0, by their bytes.
int compare(Text a, Text b);

bool starts_with(Text text, Text prefix);

template <typename Value, size_t Count>
constexpr size_t count_of(const Value (&)[Count]) {
  return Count;
}

inline bool is_digit(uint8_t byte) { return byte >= '0' && byte <= '9'; }
inline bool is_lower(uint8_t byte) { return byte >= 'a' && byte <= 'z'; }
inline bool is_upper(uint8_t byte) { return byte >= 'A' && byte <= 'Z'; }

// Copies at most `capacity` bytes and returns how many.
uint16_t copy_text(Text from, uint8_t* to, size_t capacity);

// Writes a ShortText of that capacity.
void set_short_text(Text from, uint8_t* to, size_t capacity);

// Owns up to `Capacity` bytes; a longer value is cut.
template <size_t Capacity>
struct ShortText {
  static_assert(Capacity % sizeof(uint16_t) == 0, "the size stands right after the bytes");
  uint8_t bytes[Capacity];
  uint16_t size;

  void set(Text text) { set_short_text(text, bytes, Capacity); }
  Text view() const { return {bytes, size}; }
  bool empty() const { return size == 0; }
};

}  // namespace marquee
