#pragma once
// The TCP connection to the hub, plain or TLS. With TLS the hub proves itself, by an authority or by its fingerprint, before a
// byte is sent; without the right time there is no connection to an authority's hub.

#include <Arduino.h>

#ifdef ESP32
#include <WiFiClientSecure.h>
#else
#include <ESP8266WiFi.h>
#include <WiFiClientSecureBearSSL.h>
#endif

#include "setup/configuration.h"
#include "setup/dial-fault.h"

namespace marquee {

// Asks for the time over NTP; once, when Wi-Fi is there. What is signed by an authority has a date.
void start_time();
bool has_time();

class HubSocket {
 public:
  // Whom to trust from now on; once for each hub. `authority` is PEM with a NUL, which must outlive the socket; empty if
  // there is none.
  void configure(const HubEndpoint& hub, const char* authority);

  // Waits up to kHubDialTimeoutMs. On an ESP8266 the first one asks beforehand whether the hub sends short fragments.
  DialFault dial(const char* host, uint16_t port);
  Client& client();

 private:
  DialFault dial_secure(const char* host, uint16_t port);

#ifdef ESP32
  bool is_pinned();

  WiFiClientSecure secure_;
#else
  BearSSL::WiFiClientSecure secure_;
  BearSSL::X509List anchors_;
  bool has_probed_ = false;
#endif
  WiFiClient plain_;
  Trust trust_ = Trust::kNone;
  bool is_secure_ = false;
  bool has_proof_ = false;
  uint8_t fingerprint_[kFingerprintBytes] = {};
};

}  // namespace marquee
