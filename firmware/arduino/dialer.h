#pragma once
// Opens the connection below: the part that boards and PCs do differently.

#include "../core/link/ports.h"

namespace marquee {

class Dialer {
 public:
  // Wi-Fi is there and has an address.
  virtual bool has_network() = 0;
  // Called until it is no longer kPending. A board may wait in it, for kDialTimeoutMs at most.
  virtual Progress dial(const char* host, uint16_t port) = 0;

 protected:
  ~Dialer() = default;
};

}  // namespace marquee
