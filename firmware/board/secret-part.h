#pragma once
// The secrets of a display while the hub puts one in the place of another: which of them to connect with. None is given up
// before another has worked.

#include "../core/link/link.h"
#include "../core/protocol/json.h"
#include "../core/setup/set-up.h"

namespace marquee {

// What became of a secret that the hub sent.
enum class NewSecret : uint8_t {
  kNotTaken,   // not for this display, not well-formed, or one that it has already
  kStored,     // connect anew with secret()
  kNotStored,  // the store is at fault; the one before stays
};

class SecretPart {
 public:
  // Both must outlive it; `json` is scratch during calls.
  SecretPart(SetUp& set_up, Json& json) : set_up_(set_up), json_(json) {}

  // The newest one first. There must be credentials.
  void begin();
  // What to connect with; valid until the next call.
  Text secret() const { return credentials_of(at_).secret.view(); }

  // False if a new secret would be lost at the next restart, so that the hub must not send one.
  bool takes_new() const;
  // The topic on which the hub sends new ones.
  void write_topic(Writer& out) const;
  bool is_topic(Text topic) const;
  // Keeps it beside the one before.
  NewSecret receive(Text payload);

  // Call it after each step of the link. True if it was refused and another one is to be tried at once.
  bool follow(const Link& link);

 private:
  // In the order in which they are tried.
  enum Place : uint8_t { kNext, kKept, kCompiled, kPlaces };

  const Credentials& credentials_of(Place place) const;
  bool has(Place place) const;
  Place first_from(uint8_t place) const;
  void accepted();
  bool refused();

  SetUp& set_up_;
  Json& json_;
  Place at_ = kKept;
  bool was_up_ = false;
  bool was_refused_ = false;
};

}  // namespace marquee
