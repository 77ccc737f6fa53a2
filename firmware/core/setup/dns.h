#pragma once
// The name server of the set-up network: every name is the board, so that phones open the portal by themselves.

#include "limits.h"
#include "../text/view.h"

namespace marquee {

// Answers a question of RFC 1035 with `ipv4` for IN A, with nothing for other types. The size of the answer; 0 if the
// packet is no question or the answer has no room.
size_t answer_dns(Text question, const uint8_t (&ipv4)[4], uint8_t* out, size_t capacity);

}  // namespace marquee
