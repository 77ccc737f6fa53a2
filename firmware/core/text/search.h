#pragma once
// Binary search in constant tables whose entries begin with a 16-bit `code_point`.

#include <stddef.h>
#include <stdint.h>

namespace marquee {

template <typename Entry, size_t Count>
constexpr bool is_sorted(const Entry (&table)[Count]) {
  for (size_t i = 1; i < Count; i++) {
    if (table[i - 1].code_point >= table[i].code_point) return false;
  }
  return true;
}

// The number of the entry for `code_point`, or -1. Entries are `stride` bytes apart.
int find_entry(const void* table, size_t count, size_t stride, uint32_t code_point);

template <typename Entry, size_t Count>
const Entry* find(const Entry (&table)[Count], uint32_t code_point) {
  const int index = find_entry(table, Count, sizeof(Entry), code_point);
  return index < 0 ? nullptr : &table[index];
}

}  // namespace marquee
