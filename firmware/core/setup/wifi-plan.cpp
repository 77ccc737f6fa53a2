#include "wifi-plan.h"

namespace marquee {

void WifiPlan::begin(size_t networks, uint32_t now_ms) {
  *this = WifiPlan{};
  networks_ = networks;
  lost_ms_ = now_ms;
}

void WifiPlan::propose(uint32_t now_ms) {
  has_candidate_ = true;
  was_joined_ = false;
  lost_ms_ = now_ms;
}

Candidate WifiPlan::take_outcome() {
  const Candidate outcome = outcome_;
  outcome_ = Candidate::kNone;
  return outcome;
}

WifiAction WifiPlan::start(WifiAction action, uint32_t now_ms) {
  is_trying_ = true;
  is_candidate_ = action == WifiAction::kJoinCandidate;
  tried_ms_ = now_ms;
  return action;
}

WifiAction WifiPlan::arrive(uint32_t now_ms) {
  if (!was_joined_) joined_ms_ = now_ms;
  if (is_candidate_) outcome_ = Candidate::kJoined;
  was_joined_ = true;
  is_trying_ = false;
  is_candidate_ = false;
  if (!is_open_ || now_ms - joined_ms_ < kClosePortalAfterMs) return WifiAction::kNone;
  is_open_ = false;
  return WifiAction::kClosePortal;
}

WifiAction WifiPlan::tick(bool is_joined, bool is_portal_used, uint32_t now_ms) {
  if (has_candidate_) {
    has_candidate_ = false;
    return start(WifiAction::kJoinCandidate, now_ms);
  }
  if (is_joined) return arrive(now_ms);
  if (was_joined_) {
    was_joined_ = false;
    lost_ms_ = now_ms;
    is_trying_ = false;
    network_ = 0;
  }
  const bool is_lost_for_long = now_ms - lost_ms_ >= kOpenPortalAfterMs;
  if (!is_open_ && !is_candidate_ && (networks_ == 0 || is_lost_for_long)) {
    is_open_ = true;
    return WifiAction::kOpenPortal;
  }
  const uint32_t patience = is_candidate_ ? kJoinTimeoutMs : is_portal_used ? kRetryBesidePortalMs : kRetryNetworkMs;
  if (is_trying_ && now_ms - tried_ms_ < patience) return WifiAction::kNone;
  if (is_candidate_) outcome_ = Candidate::kFailed;
  const bool is_next = is_trying_ && !is_candidate_;
  is_candidate_ = false;
  is_trying_ = false;
  if (networks_ == 0) return WifiAction::kNone;
  network_ = is_next ? (network_ + 1) % networks_ : network_ % networks_;
  return start(WifiAction::kJoin, now_ms);
}

}  // namespace marquee
