#pragma once
// Every part of a board on a chip, put together. One object, static, for it is large.

#include "../board/device.h"
#include "../board/lcd-parts.h"
#include "default-pins.h"
#include "esp-system.h"
#include "esp-wifi.h"
#include "hub-dialer.h"
#include "image-parts.h"
#include "portal-server.h"
#include "serial-line.h"

namespace marquee {

class BoardParts {
 public:
  BoardParts();

  // Once. False if there is no memory for the packet buffer, or no store: then nothing can be kept.
  bool begin();
  // In every turn; waits in the named calls of the network alone.
  void loop();
  // For sketches: sensors, messages to other displays.
  Board& board() { return device_.board(); }

 private:
  void find_authority();

  ChipStore store_;
  EspWifi wifi_;
  EspSystem system_;
  EspRandom random_;
  SerialLine serial_;
  I2cBus bus_;
  GpioPins pins_;
  Controls controls_;
  LcdGlass lcd_;
  LcdPart glass_;
  ControlsPart panel_;
  SetUp set_up_;
  PortalServer portal_;
  HubSocket socket_;
  HubSocket update_socket_;
  HubUpdateConnection update_connection_;
  WsClient web_socket_;
  char authority_[kMaxAuthorityBytes + 1] = {};
  char name_[kMaxSsidBytes + 1] = {};
  HubDialer dialer_;
  HubClient hub_;
  Json json_ = {};
  ChipImageSlot slot_;
  ChipImages images_;
  UpdateKey key_;
  ChipVerifier verifier_;
  Trial trial_ = {};
  Updater updater_;
  Updates updates_;
  Device device_;
};

}  // namespace marquee
