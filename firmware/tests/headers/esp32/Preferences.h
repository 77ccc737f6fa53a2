#pragma once

#include <Arduino.h>

class Preferences {
 public:
  bool begin(const char* name, bool read_only);
  void end();
  bool isKey(const char* key);
  size_t getBytesLength(const char* key);
  size_t getBytes(const char* key, void* out, size_t capacity);
  size_t putBytes(const char* key, const void* value, size_t size);
  bool remove(const char* key);
};
