#pragma once
// A board without credentials asks the hub for a code, shows it, and gets its credentials when somebody has typed it.
// Connect with client_id(), no user name and a clean session, subscribe to filter(), then call connected().

#include "../display.h"
#include "configuration.h"

namespace marquee {

enum class PairingState : uint8_t {
  kIdle,    // no connection
  kAsking,  // hello was said, nothing came back yet
  kCode,    // code() is to be shown
  kPaused,  // the hub takes no guesses for a while
  kPaired,  // take_credentials() has them
};

// What the hub is told. The views are read during begin() alone.
struct PairingBoard {
  uint8_t mac[6];
  Text board;     // printable ASCII, up to 32 bytes
  Text firmware;  // likewise
  Size size;
};

// All zeros is a valid client that has not begun.
class Pairing {
 public:
  void begin(const PairingBoard& board);

  Text client_id() const { return client_id_.view(); }
  Text filter() const { return filter_.view(); }

  void connected(uint32_t now_ms);
  void disconnected();
  // True if the message was for the pairing and had its form. `json` is scratch.
  bool receive(Text topic, Text payload, Json& json, uint32_t now_ms);
  void tick(uint32_t now_ms);
  // The next thing to publish at QoS 0, valid until the next call; false if there is none.
  bool next_publication(Publication& publication);

  PairingState state() const { return state_; }
  // Six digits while the state is kCode, else empty.
  Text code() const { return code_.view(); }
  // Milliseconds that the code or the pause has left.
  uint32_t remaining_ms(uint32_t now_ms) const { return now_ms - since_ms_ < wait_ms_ ? wait_ms_ - (now_ms - since_ms_) : 0; }
  // What people call the display; may be empty.
  Text name() const { return name_.view(); }
  // The credentials, once; the copy kept here is wiped.
  bool take_credentials(Credentials& credentials);

 private:
  bool take_code(const Json& json, uint32_t now_ms);
  bool take_credentials_from(const Json& json);
  void ask(uint32_t now_ms);
  void wait(PairingState state, int64_t wait_ms, uint32_t now_ms);

  PairingState state_;
  bool must_greet_;
  uint32_t since_ms_;
  uint32_t wait_ms_;
  ShortText<kPairingCodeDigits> code_;
  ShortText<24> client_id_;
  ShortText<32> filter_;
  ShortText<32> topic_;
  ShortText<192> hello_;
  ShortText<kMaxHeadingBytes> name_;
  Credentials credentials_;
};

}  // namespace marquee
