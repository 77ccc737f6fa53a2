#pragma once
// Asks the local network for a hub, from a PC.

#include "setup/mdns.h"

namespace marquee {

// Where the question goes, IPv4 and port: the multicast group, or a responder of a test.
struct MdnsDestination {
  uint8_t ip[4];
  uint16_t port;
};

constexpr MdnsDestination kMdnsEverybody = {{kMdnsGroup[0], kMdnsGroup[1], kMdnsGroup[2], kMdnsGroup[3]}, kMdnsPort};

// Waits up to `timeout_ms`. True if a hub answered.
bool discover_hub(const MdnsDestination& destination, int timeout_ms, HubEndpoint& hub);

}  // namespace marquee
