#pragma once
// SHA-1 (FIPS 180-4), which the WebSocket handshake needs. Not for anything that has to be secret.

#include "../text/view.h"

namespace marquee {

constexpr size_t kSha1Bytes = 20;

// Writes the digest of `bytes`, of any length.
void sha1(Text bytes, uint8_t (&digest)[kSha1Bytes]);

}  // namespace marquee
