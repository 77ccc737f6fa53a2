#pragma once
// What the hub sets from outside: the board's configuration, and switches.

#include "../glass/frame.h"
#include "fault.h"
#include "json.h"

namespace marquee {

struct Settings {
  Size size;
  uint8_t i2c_address;  // 0 = the board's own choice
  uint8_t brightness;
  uint8_t peer_count;
  ShortText<kMaxTimeZoneBytes> time_zone;
  ShortText<kMaxNameBytes> peers[kMaxPeers];
};

// Changes `settings` by a `config` payload; on a fault they stay as they were.
Fault parse_settings(Text payload, Json& json, Settings& settings);

struct Switch {
  bool on;
  uint8_t brightness;
};

// Changes `state` by `ON`, `OFF` or `{"state":"ON","brightness":0..255}`.
Fault parse_switch(Text payload, Json& json, Switch& state);

}  // namespace marquee
