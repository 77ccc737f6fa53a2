#pragma once
// How long to wait before the next try to connect.

#include "link-limits.h"
#include "ports.h"

namespace marquee {

enum class Refusal : uint8_t {
  kNone,
  kCredentials,  // HTTP 401 or 403, CONNACK 4 or 5: trying again soon is of no use
  kRestarting,   // WebSocket close 1012
  kLater,        // WebSocket close 1013, HTTP 429 or 503, CONNACK 3
};

// All zeros is valid: no failure yet.
class BackOff {
 public:
  // The next pause in milliseconds, at most kBackOffMaxMs unless a refusal asks for more. Half is fixed and half random,
  // so that many boards do not come back at once.
  uint32_t next(Refusal refusal, Random& random);
  // The link was up; short successes do not count.
  void was_up(uint32_t duration_ms) {
    if (duration_ms >= kBackOffForgetMs) failures_ = 0;
  }

 private:
  uint8_t failures_;
};

}  // namespace marquee
