#if defined(ESP32) || defined(ESP8266)

#include "esp-wifi.h"

#include <Arduino.h>

#ifdef ESP32
#include <WiFi.h>
#else
#include <ESP8266WiFi.h>
#endif

namespace marquee {

namespace {

// A scan that cannot start while the radio joins a network is tried again.
constexpr uint32_t kScanRetryMs = 3000;
// No scan takes longer, on any number of channels.
constexpr uint32_t kScanTimeoutMs = 30000;
constexpr int kScanFailed = -2;
// The status is that of the network before until the radio has left it. A new one takes longer than this.
constexpr uint32_t kLeaveMs = 500;

#ifdef ESP32
constexpr int kOpen = WIFI_AUTH_OPEN;
#else
constexpr int kOpen = ENC_TYPE_NONE;
#endif

template <size_t Capacity>
struct CString {
  char text[Capacity + 1];

  explicit CString(Text from) { text[copy_text(from, reinterpret_cast<uint8_t*>(text), Capacity)] = 0; }
};

}  // namespace

void EspWifi::begin() {
  WiFi.persistent(false);
  // The plan decides what is tried when.
  WiFi.setAutoReconnect(false);
  WiFi.mode(WIFI_STA);
}

void EspWifi::mac(uint8_t (&mac)[6]) const { WiFi.macAddress(mac); }

void EspWifi::join(const Network& network) {
  const CString<kMaxSsidBytes> ssid(network.ssid.view());
  const CString<kMaxPasswordBytes> password(network.password.view());
  is_leaving_ = WiFi.status() == WL_CONNECTED;
  left_ms_ = millis();
  WiFi.disconnect();
  WiFi.begin(ssid.text, network.password.empty() ? nullptr : password.text);
}

bool EspWifi::is_joined() {
  const bool is_connected = WiFi.status() == WL_CONNECTED;
  if (is_leaving_ && (!is_connected || millis() - left_ms_ >= kLeaveMs)) is_leaving_ = false;
  return is_connected && !is_leaving_;
}

void EspWifi::open_access_point(const SetupNetwork& network) {
  const CString<kMaxSsidBytes> ssid(network.ssid.view());
  const CString<kSetupKeyDigits> key(network.key.view());
  WiFi.mode(WIFI_AP_STA);
  WiFi.softAP(ssid.text, key.text);
}

void EspWifi::close_access_point() {
  WiFi.softAPdisconnect(true);
  WiFi.mode(WIFI_STA);
}

bool EspWifi::is_access_point_used() { return WiFi.softAPgetStationNum() > 0; }

void EspWifi::start_scan() {
  is_scanning_ = true;
  scan_since_ms_ = millis();
  tried_ms_ = scan_since_ms_;
  WiFi.scanNetworks(true);
}

bool EspWifi::take_scan(ScanList& list) {
  if (!is_scanning_) return false;
  const int count = WiFi.scanComplete();
  const uint32_t waited = millis() - scan_since_ms_;
  if (count < 0 && waited < kScanTimeoutMs) {
    if (count == kScanFailed && millis() - tried_ms_ >= kScanRetryMs) {
      tried_ms_ = millis();
      WiFi.scanNetworks(true);
    }
    return false;
  }
  for (int i = 0; i < count; i++) {
    const String ssid = WiFi.SSID(i);
    list.add({reinterpret_cast<const uint8_t*>(ssid.c_str()), ssid.length()}, WiFi.RSSI(i), WiFi.encryptionType(i) != kOpen);
  }
  WiFi.scanDelete();
  is_scanning_ = false;
  return true;
}

}  // namespace marquee

#endif
