#pragma once
// Which network is tried when, and when the portal is open. Saved networks are tried again and again, also beside the portal.

#include "limits.h"

namespace marquee {

enum class WifiAction : uint8_t {
  kNone,
  kJoin,           // leave, then join the saved network network()
  kJoinCandidate,  // leave, then join the network that somebody has just sent
  kOpenPortal,
  kClosePortal,
};

enum class Candidate : uint8_t { kNone, kJoined, kFailed };

// All zeros is a valid plan that has not begun.
class WifiPlan {
 public:
  // `networks` are saved. Without one the portal opens at once.
  void begin(size_t networks, uint32_t now_ms);
  // Somebody has sent a network: it is tried next.
  void propose(uint32_t now_ms);
  // The number of saved networks is another, and the first one counts again.
  void set_networks(size_t networks) { networks_ = networks; }

  // What to do now; call until it is kNone. `is_joined` is false from every kJoin until that network is there.
  WifiAction tick(bool is_joined, bool is_portal_used, uint32_t now_ms);
  size_t network() const { return network_; }
  bool is_portal_open() const { return is_open_; }
  // What became of the candidate, once: a joined one is to be kept.
  Candidate take_outcome();

 private:
  WifiAction arrive(uint32_t now_ms);
  WifiAction start(WifiAction action, uint32_t now_ms);

  size_t networks_;
  size_t network_;
  uint32_t tried_ms_;
  uint32_t lost_ms_;
  uint32_t joined_ms_;
  bool was_joined_;
  bool is_trying_;
  bool is_open_;
  bool has_candidate_;
  bool is_candidate_;
  Candidate outcome_;
};

// The page that says so is to arrive before the portal closes.
constexpr uint32_t kClosePortalAfterMs = 5000;

}  // namespace marquee
