#pragma once
// A board whose parts are those of a PC, from one start to the next.

#include "../arduino/hub-client.h"
#include "commands.h"
#include "exchange.h"
#include "file-store.h"
#include "keyboard.h"
#include "memory-store.h"
#include "pc-parts.h"
#include "posix-client.h"
#include "printed-glass.h"

namespace marquee {

// The way to the hub by the sockets of the system: it is where the options say, or where discovery finds it.
class PcRoute final : public HubRoute {
 public:
  PcRoute(HubClient& hub, WsClient& web_socket) : hub_(hub), web_socket_(web_socket) {}

  void joined() override {}
  bool discover(HubEndpoint& hub) override;
  void take(const HubEndpoint& hub) override;
  DialFault fault() override { return DialFault::kNone; }

 private:
  HubClient& hub_;
  WsClient& web_socket_;
  std::string host_;
  std::string path_;
};

class VirtualBoard {
 public:
  // Both must outlive it.
  VirtualBoard(const Options& options, Store& store);

  // False if there is no memory for the packet buffer.
  bool begin();
  // Until `must_stop` is not 0, or a restart. Returns whether to begin again.
  bool run(const volatile int& must_stop);

 private:
  void take_options(Configuration& configuration) const;
  void sleep(uint32_t ms);
  void report();

  const Options& options_;
  Store& store_;
  PosixClient tcp_;
  PcRandom random_;
  PcSystem system_;
  PcWifi wifi_;
  PcSerial serial_;
  PcPanel panel_;
  PrintedGlass glass_;
  WsClient web_socket_;
  HubClient hub_;
  PcRoute route_;
  Exchange exchange_;
  SetUp set_up_;
  Json json_ = {};
  Device device_;
  Commands commands_;
  Keyboard keyboard_;
  bool reads_input_ = true;
  LinkState reported_ = LinkState::kWifiDown;
  DeviceStage reported_stage_ = DeviceStage::kStarting;
  std::string reported_code_;
};

}  // namespace marquee
