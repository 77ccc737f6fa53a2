#pragma once
// What config.h gives, put into what the board keeps.

#include "setup/hub-address.h"
#include "update/limits.h"

namespace marquee {

// Texts of config.h, empty where nothing is set.
struct CompiledConfiguration {
  Text ssid;
  Text password;
  Text hub;
  Text fingerprint;
  Text authority;
  Text display_id;
  Text secret;
  bool accepts_any_certificate;  // MARQUEE_DANGEROUSLY_ACCEPT_ANY_CERTIFICATE
};

enum class CompiledFault : uint8_t { kNone, kNetwork, kHub, kCredentials };

// The compiled network is tried after those that were set up; the compiled hub and credentials count as long as none were. A
// compiled secret is also tried when the hub refuses the one that is kept for the same display.
// Nothing of it is written to the store. Names the first part that is not valid, and leaves that out.
CompiledFault apply(const CompiledConfiguration& compiled, Configuration& configuration);

// The public key of updates, 130 hexadecimal digits. False if it is none.
bool parse_update_key(Text digits, uint8_t (&key)[kPublicKeyBytes]);

}  // namespace marquee
