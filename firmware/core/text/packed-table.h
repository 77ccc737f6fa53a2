#pragma once
// Constant tables as they stand in flash, packed by the compiler from tables that people can read.

#include "view.h"

namespace marquee {

// An array that a function can return.
template <typename Value, size_t Count>
struct Values {
  Value at[Count];

  constexpr const Value& operator[](size_t index) const { return at[index]; }
};

template <typename Value, size_t Count>
constexpr size_t count_of(const Values<Value, Count>&) {
  return Count;
}

// The entries of several tables in the order of their code points.
template <typename Entry, size_t... Counts>
constexpr auto merged(const Entry (&... tables)[Counts]) {
  Values<Entry, (Counts + ...)> all{};
  size_t size = 0;
  const auto insert = [&](const Entry& entry) {
    size_t place = size++;
    for (; place > 0 && all.at[place - 1].code_point > entry.code_point; place--) all.at[place] = all.at[place - 1];
    all.at[place] = entry;
  };
  const auto insert_all = [&](const auto& table) {
    for (const Entry& entry : table) insert(entry);
  };
  (insert_all(tables), ...);
  return all;
}

template <typename Table>
constexpr bool is_sorted(const Table& table) {
  for (size_t i = 1; i < count_of(table); i++) {
    if (table[i - 1].code_point >= table[i].code_point) return false;
  }
  return true;
}

template <typename Table>
constexpr bool begins_page(const Table& table, size_t index) {
  return index == 0 || table[index - 1].code_point >> 8 != table[index].code_point >> 8;
}

template <typename Table>
constexpr size_t packed_key_bytes(const Table& table) {
  size_t size = count_of(table) + 2;
  for (size_t i = 0; i < count_of(table); i++) size += begins_page(table, i) ? 2 : 0;
  return size;
}

// The 16-bit code points of a table in little more than one byte each: for each high byte that byte, the number of keys
// that have it, and their low bytes. No keys are the end.
template <const auto& Table>
constexpr auto pack_keys() {
  static_assert(is_sorted(Table), "keys are in order");
  Values<uint8_t, packed_key_bytes(Table)> packed{};
  size_t size = 0;
  size_t count_at = 0;
  for (size_t i = 0; i < count_of(Table); i++) {
    if (begins_page(Table, i)) {
      packed.at[size] = static_cast<uint8_t>(Table[i].code_point >> 8);
      count_at = size + 1;
      size += 2;
    }
    packed.at[count_at]++;
    packed.at[size++] = static_cast<uint8_t>(Table[i].code_point & 0xFF);
  }
  return packed;
}

constexpr uint8_t kLastLetter = 0x80;

constexpr const char* word_of(const char* word) { return word; }

template <typename Entry>
constexpr const char* word_of(const Entry& entry) {
  return entry.letters;
}

template <typename Table>
constexpr size_t packed_word_bytes(const Table& table) {
  size_t size = 0;
  for (size_t i = 0; i < count_of(table); i++) {
    for (const char* letter = word_of(table[i]); *letter != 0; letter++) size++;
  }
  return size;
}

// The ASCII words of a table one after the other, none of them empty; bit 7 marks the last letter of each.
template <const auto& Table>
constexpr auto pack_words() {
  Values<uint8_t, packed_word_bytes(Table)> packed{};
  size_t size = 0;
  for (size_t i = 0; i < count_of(Table); i++) {
    for (const char* letter = word_of(Table[i]); *letter != 0; letter++) packed.at[size++] = static_cast<uint8_t>(*letter);
    packed.at[size - 1] |= kLastLetter;
  }
  return packed;
}

// The number of a code point among packed keys, or -1.
int find_key(const uint8_t* packed_keys, uint32_t code_point);
// The code point with that number.
uint16_t key_at(const uint8_t* packed_keys, size_t index);
// The first letter of a packed word.
const uint8_t* packed_word(const uint8_t* packed_words, size_t index);

}  // namespace marquee
