#pragma once
// Finds the hub in the local network: the service _marquee._tcp over mDNS, and names that end in .local.

#include <IPAddress.h>

#include "setup/configuration.h"
#include "text/writer.h"

namespace marquee {

// Once for each network that was joined. `name` is the board's own.
bool begin_discovery(const char* name);

// Waits up to kDiscoveryTimeoutMs, 3 s on an ESP32. True if a hub answered; then its address, without TLS, is in `hub`.
bool discover_hub(HubEndpoint& hub);

// The address of a name that ends in .local, which not every core looks up by itself. Waits up to kDiscoveryTimeoutMs.
bool resolve_local(const char* host, IPAddress& address);

}  // namespace marquee
