#pragma once
// The way to the hub on a chip: mDNS, time for certificates, and the sockets of the hub's connection and of updates.

#include "hub-client.h"
#include "hub-socket.h"
#include "update-connection.h"
#include "../board/ports.h"
#include "setup/set-up.h"

namespace marquee {

// All must outlive it. `authority` is PEM with a NUL, empty if there is none; `name` is what the board is called in the network.
struct HubDialerParts {
  SetUp& set_up;
  HubSocket& socket;
  HubSocket& update_socket;
  HubUpdateConnection& update_connection;
  WsClient& web_socket;
  const char* authority;
  const char* name;
};

class HubDialer final : public Dialer, public HubRoute {
 public:
  explicit HubDialer(const HubDialerParts& parts) : parts_(parts) {}
  // Whose address is set; once, before loop().
  void begin(HubClient& hub) { hub_ = &hub; }

  bool has_network() override { return has_hub_ && parts_.set_up.is_joined(); }
  // Waits up to kHubDialTimeoutMs.
  Progress dial(const char* host, uint16_t port) override;

  void joined() override;
  bool discover(HubEndpoint& hub) override;
  void take(const HubEndpoint& hub) override;
  DialFault fault() override { return fault_; }

 private:
  HubDialerParts parts_;
  HubClient* hub_ = nullptr;
  DialFault fault_ = DialFault::kNone;
  bool has_hub_ = false;
  bool is_secure_ = false;
  char host_[kMaxHubHostBytes + 1] = {};
  char path_[kMaxHubPathBytes + 1] = {};
};

}  // namespace marquee
