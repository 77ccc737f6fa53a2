// Wi-Fi as both cores declare it.
#pragma once

#include <Arduino.h>

enum { WL_CONNECTED = 3 };
enum WiFiMode { WIFI_STA = 1, WIFI_AP_STA = 3 };

class WiFiClient : public Client {
 public:
  int connect(IPAddress ip, uint16_t port) override;
  int connect(const char* host, uint16_t port) override;
#ifdef ESP32
  int connect(const char* host, uint16_t port, int32_t timeout_ms);
#endif
  size_t write(uint8_t byte) override;
  size_t write(const uint8_t* bytes, size_t size) override;
  int available() override;
  int read() override;
  int read(uint8_t* out, size_t size) override;
  int peek() override;
  void flush() override;
  void stop() override;
  uint8_t connected() override;
  operator bool() override;
};

class WiFiServer {
 public:
  explicit WiFiServer(uint16_t port);
  void begin();
  void stop();
  WiFiClient accept();
};

class WiFiClass {
 public:
  void persistent(bool on);
  bool setAutoReconnect(bool on);
  bool mode(WiFiMode mode);
  uint8_t* macAddress(uint8_t* mac);
  bool disconnect();
  int begin(const char* ssid, const char* password);
  int status();
  bool softAP(const char* ssid, const char* password);
  bool softAPdisconnect(bool off);
  uint8_t softAPgetStationNum();
  IPAddress softAPIP();
  IPAddress localIP();
  int32_t RSSI();
  int8_t scanNetworks(bool in_background);
  int8_t scanComplete();
  void scanDelete();
  String SSID(uint8_t index);
  int32_t RSSI(uint8_t index);
#ifdef ESP32
  int encryptionType(uint8_t index);
  int hostByName(const char* host, IPAddress& address);
#else
  uint8_t encryptionType(uint8_t index);
  int hostByName(const char* host, IPAddress& address, uint32_t timeout_ms);
#endif
};
extern WiFiClass WiFi;
