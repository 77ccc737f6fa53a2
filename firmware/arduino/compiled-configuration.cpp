#include "compiled-configuration.h"

#include "setup/hex.h"

namespace marquee {

namespace {

bool apply_network(const CompiledConfiguration& compiled, Networks& networks) {
  if (compiled.ssid.empty()) return true;
  Network network{};
  if (compiled.ssid.size > kMaxSsidBytes || compiled.password.size > kMaxPasswordBytes) return false;
  network.ssid.set(compiled.ssid);
  network.password.set(compiled.password);
  network.is_compiled = true;
  if (!is_valid(network)) return false;
  for (size_t i = 0; i < networks.count; i++) {
    if (networks.list[i].ssid.view() == compiled.ssid) return true;
  }
  if (networks.count < kMaxNetworks) networks.list[networks.count++] = network;
  return true;
}

// An authority proves a hub on every board; the fingerprint does where the core can compare it.
bool apply_hub(const CompiledConfiguration& compiled, HubEndpoint& hub) {
  if (compiled.hub.empty() || hub.port != 0) return true;
  if (compiled.authority.empty() && !compiled.accepts_any_certificate) return parse_hub_address(compiled.hub, compiled.fingerprint, hub) == AddressFault::kNone;
  return parse_trusted_address(compiled.hub, hub) == AddressFault::kNone;
}

// Beside others of the same display they are the last resort: a secret that the hub has replaced, or one newer than that.
bool apply_credentials(const CompiledConfiguration& compiled, Configuration& configuration) {
  Credentials& credentials = configuration.credentials;
  if (compiled.display_id.empty()) return true;
  if (compiled.display_id.size > kMaxNameBytes || compiled.secret.size > kMaxStoredSecretBytes) return false;
  Credentials given{};
  given.id.set(compiled.display_id);
  given.secret.set(compiled.secret);
  if (!is_valid(given)) return false;
  if (credentials.id.empty()) {
    credentials = given;
  } else if (credentials.id.view() == given.id.view()) {
    configuration.compiled = given;
  }
  return true;
}

}  // namespace

CompiledFault apply(const CompiledConfiguration& compiled, Configuration& configuration) {
  CompiledFault fault = CompiledFault::kNone;
  if (!apply_credentials(compiled, configuration)) fault = CompiledFault::kCredentials;
  if (!apply_hub(compiled, configuration.hub)) fault = CompiledFault::kHub;
  if (!apply_network(compiled, configuration.networks)) fault = CompiledFault::kNetwork;
  return fault;
}

bool parse_update_key(Text digits, uint8_t (&key)[kPublicKeyBytes]) {
  constexpr uint8_t kUncompressed = 4;
  return from_hex(digits, key, sizeof key) && key[0] == kUncompressed;
}

}  // namespace marquee
