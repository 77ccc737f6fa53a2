#pragma once

#include <ESP8266WiFi.h>
#include <bearssl/bearssl.h>
#include <time.h>

namespace BearSSL {

class X509List {
 public:
  bool append(const char* pem);
};

class WiFiClientSecure : public WiFiClient {
 public:
  void setInsecure();
  void setTrustAnchors(const X509List* anchors);
  void setX509Time(time_t now);
  void setBufferSizes(int receive, int send);
  int getLastSSLError(char* text = nullptr, size_t size = 0);
  static bool probeMaxFragmentLength(const char* host, uint16_t port, uint16_t length);
};

}  // namespace BearSSL
