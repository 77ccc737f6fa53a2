#pragma once
// Where a board keeps bytes across restarts: NVS, a file system, a folder, or memory in tests.

#include "../text/view.h"

namespace marquee {

// Keys are literals of 1 to kMaxStoreKeyBytes letters, digits and dots. One owner; calls do not nest.
class Store {
 public:
  // The size of the value, which is written to `out`; 0 if there is none or it is longer than `capacity`.
  virtual size_t read(const char* key, uint8_t* out, size_t capacity) = 0;
  // Replaces the value. False if it could not be kept; a loss of power may leave a part of it.
  virtual bool write(const char* key, Text value) = 0;
  // True if the key has no value afterwards.
  virtual bool erase(const char* key) = 0;
  // What is written is still there after a restart. False for a store that only stands in for one.
  virtual bool lasts() const { return true; }

 protected:
  ~Store() = default;
};

}  // namespace marquee
