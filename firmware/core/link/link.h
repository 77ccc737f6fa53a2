#pragma once
// The way to the hub and back again after every loss: when to dial, when to give up, how long to wait.

#include "../text/writer.h"
#include "back-off.h"
#include "ports.h"

namespace marquee {

enum class LinkState : uint8_t { kWifiDown, kWait, kTcp, kHandshake, kMqtt, kUp };

// One word for the log and the LCD.
Text name_of(LinkState state);

// What the link drives. Calls return at once, but for dial() and log_in() on boards: they are bounded by kDialTimeoutMs and
// kLoginTimeoutS.
class HubConnection {
 public:
  virtual bool has_network() = 0;
  virtual Progress dial(uint32_t now_ms) = 0;
  // Whatever stands between TCP and MQTT.
  virtual Progress handshake(uint32_t now_ms) = 0;
  // CONNECT, and the subscriptions up to their last SUBACK.
  virtual Progress log_in(uint32_t now_ms) = 0;
  // Takes at most one packet. False when the connection is lost.
  virtual bool serve(uint32_t now_ms) = 0;
  // Something can be served that has been read from the network already.
  virtual bool has_input() = 0;
  virtual void close() = 0;
  // Why the last try failed.
  virtual Refusal refusal() = 0;
  // The same for people who look for a fault; nothing if nothing is known.
  virtual void write_fault(Writer& out) = 0;

 protected:
  ~HubConnection() = default;
};

class Link {
 public:
  // Both must outlive the link.
  Link(HubConnection& hub, Random& random) : hub_(hub), random_(random) {}

  // Does the next step; call it in every loop. `now_ms` may wrap.
  LinkState step(uint32_t now_ms);
  // Gives the connection up and waits as after a loss.
  void drop(uint32_t now_ms);
  // The connection was ended on purpose: the next try comes at once.
  void restart();

  LinkState state() const { return state_; }
  bool is_up() const { return state_ == LinkState::kUp; }
  // Milliseconds until step() has something to do even if nothing arrives.
  uint32_t idle_ms(uint32_t now_ms) const;
  // Times that the link came up.
  uint32_t connects() const { return connects_; }
  // Why it is not up; kNone if the hub said nothing.
  Refusal refusal() const { return refusal_; }

 private:
  void enter(LinkState state, uint32_t now_ms);
  void fail(uint32_t now_ms);
  void advance(Progress progress, LinkState next, uint32_t limit_ms, uint32_t now_ms);

  HubConnection& hub_;
  Random& random_;
  BackOff back_off_ = {};
  LinkState state_ = LinkState::kWifiDown;
  Refusal refusal_ = Refusal::kNone;
  uint32_t since_ms_ = 0;
  uint32_t pause_ms_ = 0;
  uint32_t connects_ = 0;
};

}  // namespace marquee
