#pragma once

#include <WiFi.h>

class WiFiClientSecure : public WiFiClient {
 public:
  using WiFiClient::connect;
  int connect(const char* host, uint16_t port, int32_t timeout_ms);
  int lastError(char* text, const size_t size);
  void setInsecure();
  void setCACert(const char* pem);
  void setHandshakeTimeout(unsigned long seconds);
  bool getFingerprintSHA256(uint8_t sha256[32]);
};
