// What is valid in a configuration.
#include "../protocol/names.h"
#include "configuration.h"
#include "hex.h"

namespace marquee {

namespace {

bool is_hex(Text text) {
  for (size_t i = 0; i < text.size; i++) {
    if (hex_digit_value(text[i]) < 0) return false;
  }
  return true;
}

bool is_one_of(uint8_t byte, Text bytes) {
  for (size_t i = 0; i < bytes.size; i++) {
    if (bytes[i] == byte) return true;
  }
  return false;
}

// Letters, digits and these others.
bool has_only(Text text, Text others) {
  for (size_t i = 0; i < text.size; i++) {
    if (!is_digit(text[i]) && !is_lower(text[i]) && !is_upper(text[i]) && !is_one_of(text[i], others)) return false;
  }
  return true;
}

// Host names, IPv4 addresses, and IPv6 addresses without their brackets.
bool is_host(Text host) { return host.empty() || has_only(host, ".-_:"); }

bool is_path(Text path) { return !path.empty() && path[0] == '/' && has_only(path, "/.-_~%?=&+"); }

}  // namespace

bool is_valid(const Network& network) {
  const Text password = network.password.view();
  if (network.ssid.empty() || network.ssid.size > kMaxSsidBytes || password.size > kMaxPasswordBytes) return false;
  if (password.empty()) return true;
  if (password.size == kMaxPasswordBytes) return is_hex(password);
  return password.size >= kMinPasswordBytes && is_printable_ascii(password);
}

bool is_valid(const HubEndpoint& hub) {
  if (hub.host.size > kMaxHubHostBytes || hub.path.size > kMaxHubPathBytes || hub.port == 0) return false;
  if (!is_host(hub.host.view()) || !is_path(hub.path.view())) return false;
  return hub.trust <= Trust::kFingerprint && hub.tls == (hub.trust != Trust::kNone);
}

bool is_valid(const Credentials& credentials) {
  const Text secret = credentials.secret.view();
  return is_display_id(credentials.id.view()) && !secret.empty() && secret.size <= kMaxStoredSecretBytes &&
         has_only(secret, "_-");
}

bool is_valid(const GlassSettings& glass) {
  const uint8_t address = glass.i2c_address;
  const bool is_backpack = (address >= 0x20 && address <= 0x27) || (address >= 0x38 && address <= 0x3F);
  return is_supported(glass.size.columns, glass.size.rows) && glass.size.rom <= Rom::A02 && (address == 0 || is_backpack);
}

bool remember_network(Networks& networks, const Network& network) {
  if (!is_valid(network)) return false;
  Network added = network;
  added.is_compiled = false;
  size_t place = 0;
  while (place < networks.count && networks.list[place].ssid.view() != added.ssid.view()) place++;
  if (place == kMaxNetworks) place--;
  if (place == networks.count) networks.count++;
  for (; place > 0; place--) networks.list[place] = networks.list[place - 1];
  networks.list[0] = added;
  return true;
}

}  // namespace marquee
