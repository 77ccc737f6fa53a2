#pragma once

#include <Arduino.h>

class UpdaterClass {
 public:
  bool begin(size_t size);
  size_t write(uint8_t* data, size_t size);
  bool end();
  bool isRunning();
  bool isFinished();
};
extern UpdaterClass Update;
