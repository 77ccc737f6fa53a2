#if defined(ESP32) || defined(ESP8266)

#include "discovery.h"

#ifdef ESP32
#include <ESPmDNS.h>
#include <WiFi.h>
#else
#include <ESP8266WiFi.h>
#include <ESP8266mDNS.h>
#endif

namespace marquee {

namespace {

void set_address(IPAddress address, ShortText<kMaxHubHostBytes>& host) {
  Writer out(host.bytes, sizeof host.bytes);
  for (int i = 0; i < 4; i++) out.put(i > 0 ? "." : "").number(address[i]);
  host.size = static_cast<uint16_t>(out.size());
}

#if defined(ESP32) && defined(ESP_ARDUINO_VERSION_MAJOR) && ESP_ARDUINO_VERSION_MAJOR >= 3
IPAddress address_of_answer(int index) { return MDNS.address(index); }
#else
IPAddress address_of_answer(int index) { return MDNS.IP(index); }
#endif

}  // namespace

bool begin_discovery(const char* name) { return MDNS.begin(name); }

bool discover_hub(HubEndpoint& hub) {
#ifdef ESP32
  // Waits 3 s in core 2.x and has no parameter for it.
  const int count = MDNS.queryService("marquee", "tcp");
#else
  const int count = static_cast<int>(MDNS.queryService("marquee", "tcp", static_cast<uint16_t>(kDiscoveryTimeoutMs)));
#endif
  bool is_found = false;
  for (int i = 0; i < count && !is_found; i++) {
    const IPAddress address = address_of_answer(i);
    if (address[0] == 0 || MDNS.port(i) == 0) continue;
    hub = HubEndpoint{};
    set_address(address, hub.host);
    hub.port = MDNS.port(i);
    hub.path.set("/mqtt");
    is_found = true;
  }
#ifdef ESP8266
  MDNS.removeQuery();
#endif
  return is_found;
}

bool resolve_local(const char* host, IPAddress& address) {
#ifdef ESP32
  constexpr char kEnding[] = ".local";
  const size_t size = strlen(host);
  if (size <= sizeof kEnding - 1 || strcmp(host + size - (sizeof kEnding - 1), kEnding) != 0 || size > kMaxHubHostBytes) return false;
  char name[kMaxHubHostBytes + 1];
  memcpy(name, host, size - (sizeof kEnding - 1));
  name[size - (sizeof kEnding - 1)] = 0;
  address = MDNS.queryHost(name, kDiscoveryTimeoutMs);
  return address[0] != 0;
#else
  return WiFi.hostByName(host, address, kDiscoveryTimeoutMs) == 1;
#endif
}

}  // namespace marquee

#endif
