#pragma once
// A board from its box on: set up, led to its hub, paired, then a display that updates itself. One loop does all of it, on a
// chip and on a PC.

#include "board.h"
#include "cover.h"
#include "pairing-part.h"
#include "secret-part.h"
#include "service-buttons.h"
#include "updates.h"

namespace marquee {

// What does not change while it runs. The views must outlive the device.
struct DeviceIdentity {
  uint8_t mac[6];
  Text board;
  Text firmware;
  Text capabilities;
};

// All must outlive the device; `updates` is null on a board that takes none. `json` is scratch during calls.
struct DeviceParts {
  BoardPorts ports;
  SetUp& set_up;
  HubRoute& route;
  Json& json;
  Updates* updates;
};

enum class DeviceStage : uint8_t { kStarting, kPairing, kRunning };

// The hub connection's user: let it begin with this.
class Device final : public MqttUser {
 public:
  explicit Device(const DeviceParts& parts);

  // Once, before loop(); the set-up and the updates have begun.
  void begin(const DeviceIdentity& identity) { identity_ = identity; }
  // Does what is due. Returns the milliseconds until it is to be called again if nothing arrives, at most kDeviceIdleMs.
  // A pressed button wants a call every 10 ms.
  uint32_t loop(uint32_t now_ms);
  // Tells the hub that the display goes offline, and ends the connection.
  void stop();

  DeviceStage stage() const { return stage_; }
  // The display itself; of use while the stage is kRunning.
  Board& board() { return board_; }
  const Link& link() const { return stage_ == DeviceStage::kRunning ? board_.link() : unpaired_.link(); }
  // The code on the glass; empty while there is none.
  Text pairing_code() const { return stage_ == DeviceStage::kPairing ? pairing_.code() : Text(); }

 private:
  Login login() override;
  bool write_filter(size_t index, Writer& out) override;
  void received(Text topic, Text payload) override;
  void oversize(Text topic, uint8_t first_byte, uint32_t hash) override { user().oversize(topic, first_byte, hash); }
  void subscription_refused(Text filter) override { user().subscription_refused(filter); }
  MqttUser& user();

  void follow_set_up();
  void find_hub();
  void take_hub(const HubEndpoint& hub);
  void choose_stage();
  void run();
  uint32_t run_stage();
  uint32_t wait_for_hub();
  void follow_size();
  void follow_secrets();
  void follow_buttons();
  void follow_updates();
  void choose_cover();
  bool notice(Notice& notice) const;
  bool notice_of_hub(Notice& notice) const;
  bool is_glass_free() const;
  Size size() const;
  void restart();

  DeviceParts parts_;
  DeviceIdentity identity_ = {};
  DeviceStage stage_ = DeviceStage::kStarting;
  HubEndpoint hub_ = {};
  uint32_t now_ms_ = 0;
  uint32_t asked_ms_ = 0;
  uint32_t running_ms_ = 0;
  uint32_t up_ms_ = 0;
  bool was_joined_ = false;
  bool has_hub_ = false;
  bool has_asked_ = false;
  bool was_up_ = false;
  bool was_paired_here_ = false;
  bool must_restart_ = false;
  ServiceButtons buttons_ = {};
  Cover cover_ = {};
  bool has_new_secret_ = false;
  PairingPart pairing_;
  SecretPart secrets_;
  UnpairedBoard unpaired_;
  Board board_;
};

}  // namespace marquee
