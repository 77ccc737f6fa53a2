#pragma once
// The Wi-Fi that a board opens to be set up. Its key stands on the glass, so only who sees the display can join.

#include "limits.h"
#include "../text/view.h"

namespace marquee {

constexpr size_t kSetupKeyDigits = 8;

struct SetupNetwork {
  ShortText<kMaxSsidBytes> ssid;
  ShortText<kSetupKeyDigits> key;
};

// `Marquee-` and the last two bytes of the MAC; the key is new with every random number.
void name_setup_network(const uint8_t (&mac)[6], uint32_t random, SetupNetwork& network);

}  // namespace marquee
