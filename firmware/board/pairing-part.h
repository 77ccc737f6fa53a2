#pragma once
// The pairing as a board without credentials talks it; what it gets is kept by the set-up.

#include "../core/setup/pairing.h"
#include "../core/setup/set-up.h"
#include "unpaired-board.h"

namespace marquee {

class PairingPart final : public PairingTalk {
 public:
  // Both must outlive it; `json` is scratch during calls.
  PairingPart(SetUp& set_up, Json& json) : set_up_(set_up), json_(json) {}

  void begin(const PairingBoard& board) { pairing_.begin(board); }
  // True if the glass is to show something of the pairing; its views are valid until the next call.
  bool notice(Notice& notice, uint32_t now_ms) const;
  // Six digits while they are to be shown, else empty.
  Text code() const { return pairing_.code(); }
  // What the hub calls the paired display.
  Text name() const;

  Text client_id() override { return pairing_.client_id(); }
  Text filter() override { return pairing_.filter(); }
  void connected(uint32_t now_ms) override { pairing_.connected(now_ms); }
  void disconnected() override { pairing_.disconnected(); }
  void received(Text topic, Text payload, uint32_t now_ms) override;
  bool next_publication(Publication& publication, uint32_t now_ms) override;
  bool is_done() override { return is_kept_; }

 private:
  SetUp& set_up_;
  Json& json_;
  Pairing pairing_ = {};
  bool is_kept_ = false;
};

}  // namespace marquee
