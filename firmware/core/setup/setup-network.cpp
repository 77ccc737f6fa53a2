#include "setup-network.h"

#include "../text/writer.h"

namespace marquee {

void name_setup_network(const uint8_t (&mac)[6], uint32_t random, SetupNetwork& network) {
  Writer ssid(network.ssid.bytes, sizeof network.ssid.bytes);
  ssid.put("Marquee-").hex(mac + 4, 2);
  network.ssid.size = static_cast<uint16_t>(ssid.size());
  // Upper case, as it stands on labels.
  for (size_t i = 8; i < ssid.size(); i++) {
    if (is_lower(network.ssid.bytes[i])) network.ssid.bytes[i] = static_cast<uint8_t>(network.ssid.bytes[i] - 0x20);
  }
  for (size_t i = 0; i < kSetupKeyDigits; i++, random /= 10) network.key.bytes[i] = static_cast<uint8_t>('0' + random % 10);
  network.key.size = kSetupKeyDigits;
}

}  // namespace marquee
