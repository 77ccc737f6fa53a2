#pragma once
// What an ESP32 keeps across restarts, in its NVS.

#include "setup/store.h"

namespace marquee {

class NvsStore final : public Store {
 public:
  size_t read(const char* key, uint8_t* out, size_t capacity) override;
  bool write(const char* key, Text value) override;
  bool erase(const char* key) override;
};

}  // namespace marquee
