#pragma once
// A Store in memory, for tests and for a board that forgets.

#include <map>
#include <string>

#include "setup/store.h"

namespace marquee {

class MemoryStore final : public Store {
 public:
  size_t read(const char* key, uint8_t* out, size_t capacity) override {
    const auto found = values.find(key);
    if (found == values.end() || found->second.size() > capacity) return 0;
    return copy_text({reinterpret_cast<const uint8_t*>(found->second.data()), found->second.size()}, out, capacity);
  }

  bool write(const char* key, Text value) override {
    values[key].assign(reinterpret_cast<const char*>(value.data), value.size);
    return true;
  }

  bool erase(const char* key) override {
    values.erase(key);
    return true;
  }

  bool lasts() const override { return stays; }

  // Whoever owns it keeps it for the next start.
  bool stays = true;
  std::map<std::string, std::string> values;
};

}  // namespace marquee
