#pragma once

#include <Arduino.h>

class MDNSResponder {
 public:
  bool begin(const char* name);
  uint32_t queryService(const char* service, const char* protocol, uint16_t timeout_ms);
  bool removeQuery();
  IPAddress IP(uint32_t index);
  uint16_t port(uint32_t index);
};
extern MDNSResponder MDNS;
