#pragma once

#include <Arduino.h>

class File {
 public:
  operator bool() const;
  size_t size() const;
  int read(uint8_t* out, size_t size);
  size_t write(const uint8_t* bytes, size_t size);
  void close();
};

class FS {
 public:
  bool begin();
  File open(const char* path, const char* mode);
  bool exists(const char* path);
  bool remove(const char* path);
  bool rename(const char* from, const char* to);
};
extern FS LittleFS;
