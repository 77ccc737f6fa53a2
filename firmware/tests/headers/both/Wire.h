#pragma once

#include <Arduino.h>

class TwoWire {
 public:
  void begin(int sda, int scl);
  void setClock(uint32_t hz);
#ifdef ESP8266
  void setClockStretchLimit(uint32_t us);
#else
  void setTimeOut(uint16_t ms);
#endif
  void beginTransmission(uint8_t address);
  size_t write(const uint8_t* bytes, size_t count);
  uint8_t endTransmission();
};
extern TwoWire Wire;
