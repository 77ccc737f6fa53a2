#pragma once

#include <Arduino.h>

class WiFiUDP {
 public:
  uint8_t begin(uint16_t port);
  void stop();
  int parsePacket();
  int read(uint8_t* out, size_t size);
  IPAddress remoteIP();
  uint16_t remotePort();
  int beginPacket(IPAddress ip, uint16_t port);
  size_t write(const uint8_t* bytes, size_t size);
  int endPacket();
};
