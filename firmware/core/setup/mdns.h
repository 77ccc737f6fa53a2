#pragma once
// Finds the hub in the local network: one question for _marquee._tcp.local over multicast DNS (RFC 6762, 5.1: one-shot), where
// no library does it.

#include "configuration.h"

namespace marquee {

constexpr uint8_t kMdnsGroup[4] = {224, 0, 0, 251};
constexpr uint16_t kMdnsPort = 5353;

// Writes the question, which wants its answer sent back to where it came from. The size; 0 if there is no room.
size_t write_hub_question(uint8_t* out, size_t capacity);

// Reads a response from `sender`. True if it names a hub: then its address, without TLS, is in `hub`; that of the sender if
// the response has none for its host.
bool read_hub_answer(Text packet, const uint8_t (&sender)[4], HubEndpoint& hub);

}  // namespace marquee
