#pragma once
// What an ESP8266 keeps across restarts, as files of LittleFS.

#include "setup/limits.h"
#include "setup/store.h"

namespace marquee {

class LittleFsStore final : public Store {
 public:
  // Once, before anything else. Makes the file system on a new board. False if there is none.
  bool begin();

  size_t read(const char* key, uint8_t* out, size_t capacity) override;
  bool write(const char* key, Text value) override;
  bool erase(const char* key) override;
  bool lasts() const override { return has_begun_; }

 private:
  bool has_begun_ = false;
};

}  // namespace marquee
