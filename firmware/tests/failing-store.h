#pragma once
// A store whose power fails.

#include "../host/memory-store.h"

namespace marquee {

// Loses power after so many bytes of writing or so many erased values.
class FailingStore final : public Store {
 public:
  explicit FailingStore(MemoryStore& inner, size_t bytes) : inner_(inner), left_(bytes) {}
  size_t read(const char* key, uint8_t* out, size_t capacity) override { return inner_.read(key, out, capacity); }
  bool write(const char* key, Text value) override {
    inner_.write(key, value.first(left_));
    const bool is_whole = value.size <= left_;
    left_ -= value.first(left_).size;
    return is_whole;
  }
  bool erase(const char* key) override {
    if (left_ == 0) return false;
    left_--;
    return inner_.erase(key);
  }

 private:
  MemoryStore& inner_;
  size_t left_;
};

}  // namespace marquee
