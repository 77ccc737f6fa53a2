#ifdef ESP8266

#include "store-littlefs.h"

#include <LittleFS.h>

namespace marquee {

namespace {

struct Path {
  char text[kMaxStoreKeyBytes + 8];

  explicit Path(const char* key, const char* ending = "") {
    text[0] = '/';
    strncpy(text + 1, key, kMaxStoreKeyBytes);
    text[kMaxStoreKeyBytes + 1] = 0;
    strcat(text, ending);
  }
};

}  // namespace

bool LittleFsStore::begin() {
  has_begun_ = LittleFS.begin();
  return has_begun_;
}

size_t LittleFsStore::read(const char* key, uint8_t* out, size_t capacity) {
  File file = LittleFS.open(Path(key).text, "r");
  if (!file) return 0;
  size_t size = file.size();
  if (size > capacity || file.read(out, size) != static_cast<int>(size)) size = 0;
  file.close();
  return size;
}

// LittleFS replaces a file by its new name as one step.
bool LittleFsStore::write(const char* key, Text value) {
  const Path part(key, ".part");
  File file = LittleFS.open(part.text, "w");
  if (!file) return false;
  const bool is_written = file.write(value.data, value.size) == value.size;
  file.close();
  return is_written && LittleFS.rename(part.text, Path(key).text);
}

bool LittleFsStore::erase(const char* key) {
  const Path path(key);
  return !LittleFS.exists(path.text) || LittleFS.remove(path.text);
}

}  // namespace marquee

#endif
