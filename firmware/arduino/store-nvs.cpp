#ifdef ESP32

#include "store-nvs.h"

#include <Preferences.h>

namespace marquee {

namespace {

constexpr const char* kNamespace = "marquee";

}  // namespace

size_t NvsStore::read(const char* key, uint8_t* out, size_t capacity) {
  Preferences preferences;
  if (!preferences.begin(kNamespace, true)) return 0;
  size_t size = preferences.isKey(key) ? preferences.getBytesLength(key) : 0;
  if (size > capacity || (size > 0 && preferences.getBytes(key, out, capacity) != size)) size = 0;
  preferences.end();
  return size;
}

bool NvsStore::write(const char* key, Text value) {
  Preferences preferences;
  if (!preferences.begin(kNamespace, false)) return false;
  const bool is_written = preferences.putBytes(key, value.data, value.size) == value.size;
  preferences.end();
  return is_written;
}

bool NvsStore::erase(const char* key) {
  Preferences preferences;
  if (!preferences.begin(kNamespace, false)) return false;
  const bool is_gone = !preferences.isKey(key) || preferences.remove(key);
  preferences.end();
  return is_gone;
}

}  // namespace marquee

#endif
