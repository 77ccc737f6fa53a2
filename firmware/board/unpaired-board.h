#pragma once
// A board that has no credentials yet: connects without any, lets the pairing talk to the hub, and ends the connection when
// it is done. A Board comes after it, over the same ports.

#include "../core/display.h"
#include "../core/link/link.h"
#include "../core/link/mqtt-user.h"
#include "limits.h"

namespace marquee {

// The conversation itself. No call waits; views are valid until the next one.
class PairingTalk {
 public:
  // Up to kMaxClientIdBytes and kMaxTopicBytes.
  virtual Text client_id() = 0;
  virtual Text filter() = 0;
  virtual void connected(uint32_t now_ms) = 0;
  virtual void disconnected() = 0;
  virtual void received(Text topic, Text payload, uint32_t now_ms) = 0;
  // Does what is due. The next thing to publish; false if there is none.
  virtual bool next_publication(Publication& publication, uint32_t now_ms) = 0;
  // The credentials came and are kept.
  virtual bool is_done() = 0;

 protected:
  ~PairingTalk() = default;
};

class UnpairedBoard final : public MqttUser {
 public:
  // All must outlive it.
  UnpairedBoard(HubConnection& hub, Publisher& publisher, Random& random, PairingTalk& talk)
      : hub_(hub), publisher_(publisher), talk_(talk), link_(hub, random) {}

  // Does what is due. Returns the milliseconds until it is to be called again if nothing arrives, at most 1000.
  uint32_t loop(uint32_t now_ms);
  // Paired, and disconnected from the hub.
  bool is_done() const { return is_done_; }
  const Link& link() const { return link_; }
  // Connects anew at once, as after a change of the hub's address.
  void reconnect() { link_.restart(); }

 private:
  Login login() override;
  bool write_filter(size_t index, Writer& out) override;
  void received(Text topic, Text payload) override;
  void oversize(Text, uint8_t, uint32_t) override {}
  void subscription_refused(Text) override { is_refused_ = true; }

  void follow_link();
  void publish_what_is_due();

  HubConnection& hub_;
  Publisher& publisher_;
  PairingTalk& talk_;
  Link link_;
  uint32_t now_ms_ = 0;
  bool was_up_ = false;
  bool is_refused_ = false;
  bool is_done_ = false;
  char client_id_[kMaxClientIdBytes + 1] = {};
};

}  // namespace marquee
