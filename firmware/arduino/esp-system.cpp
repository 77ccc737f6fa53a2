#if defined(ESP32) || defined(ESP8266)

#include "esp-system.h"

#include <Arduino.h>
#include <sys/time.h>

#ifdef ESP32
#include <WiFi.h>
#include <esp_system.h>
#if __has_include(<esp_random.h>)
#include <esp_random.h>
#endif
#else
#include <ESP8266WiFi.h>
#endif

#include "../core/text/writer.h"
#include "hub-socket.h"

namespace marquee {

int32_t EspSystem::rssi() { return WiFi.RSSI(); }

uint32_t EspSystem::free_heap() { return ESP.getFreeHeap(); }

int64_t EspSystem::unix_ms() {
  if (!has_time()) return 0;
  timeval now;
  gettimeofday(&now, nullptr);
  return static_cast<int64_t>(now.tv_sec) * 1000 + now.tv_usec / 1000;
}

Text EspSystem::ip() {
  const IPAddress address = WiFi.localIP();
  Writer out(reinterpret_cast<uint8_t*>(ip_), sizeof ip_);
  for (int i = 0; i < 4; i++) out.put(i > 0 ? "." : "").number(address[i]);
  return out.text();
}

void EspSystem::restart() { ESP.restart(); }

#ifdef ESP32
uint32_t EspRandom::next() { return esp_random(); }
#else
uint32_t EspRandom::next() { return ESP.random(); }
#endif

}  // namespace marquee

#endif
