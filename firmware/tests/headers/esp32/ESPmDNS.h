#pragma once

#include <Arduino.h>

class MDNSResponder {
 public:
  bool begin(const char* name);
  IPAddress queryHost(const char* host, uint32_t timeout_ms);
  int queryService(const char* service, const char* protocol);
  uint16_t port(int index);
#if ESP_ARDUINO_VERSION_MAJOR >= 3
  IPAddress address(int index);
#else
  IPAddress IP(int index);
#endif
};
extern MDNSResponder MDNS;
