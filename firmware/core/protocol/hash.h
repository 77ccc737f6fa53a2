#pragma once
// FNV-1a, 32 bits: the name of a payload that carries no id.

#include "../text/view.h"

namespace marquee {

constexpr uint32_t kHashStart = 0x811C9DC5;

inline uint32_t hash_more(uint32_t hash, Text bytes) {
  for (size_t i = 0; i < bytes.size; i++) hash = (hash ^ bytes[i]) * 0x01000193u;
  return hash;
}

inline uint32_t hash_of(Text bytes) { return hash_more(kHashStart, bytes); }

}  // namespace marquee
