#include "link.h"

#include "../text/words.h"

namespace marquee {

namespace {

// Keep alive is counted in seconds, so one look a second is enough; a connection in the making is looked at more often.
constexpr uint32_t kIdleMs = 1000;
constexpr uint32_t kBusyMs = 10;
constexpr uint32_t kLoginLimitMs = kLoginTimeoutS * 1000u + kSubscribeTimeoutMs;

}  // namespace

Text name_of(LinkState state) { return word_at("wifi_down wait tcp handshake mqtt up", static_cast<size_t>(state)); }

void Link::enter(LinkState state, uint32_t now_ms) {
  state_ = state;
  since_ms_ = now_ms;
}

void Link::fail(uint32_t now_ms) {
  if (state_ == LinkState::kUp) back_off_.was_up(now_ms - since_ms_);
  refusal_ = hub_.refusal();
  hub_.close();
  pause_ms_ = back_off_.next(refusal_, random_);
  enter(LinkState::kWait, now_ms);
}

void Link::drop(uint32_t now_ms) {
  if (state_ > LinkState::kWait) fail(now_ms);
}

void Link::restart() {
  hub_.close();
  state_ = LinkState::kWifiDown;
}

void Link::advance(Progress progress, LinkState next, uint32_t limit_ms, uint32_t now_ms) {
  if (progress == Progress::kDone) {
    enter(next, now_ms);
  } else if (progress == Progress::kFailed || now_ms - since_ms_ >= limit_ms) {
    fail(now_ms);
  }
}

LinkState Link::step(uint32_t now_ms) {
  if (!hub_.has_network()) {
    // The network's own fault is no reason to wait longer for the hub afterwards.
    if (state_ > LinkState::kWait) hub_.close();
    if (state_ != LinkState::kWait) state_ = LinkState::kWifiDown;
    return state_;
  }
  switch (state_) {
    case LinkState::kWifiDown: enter(LinkState::kTcp, now_ms); break;
    case LinkState::kWait:
      if (now_ms - since_ms_ >= pause_ms_) enter(LinkState::kTcp, now_ms);
      break;
    case LinkState::kTcp: advance(hub_.dial(now_ms), LinkState::kHandshake, kDialTimeoutMs * 2, now_ms); break;
    case LinkState::kHandshake: advance(hub_.handshake(now_ms), LinkState::kMqtt, kHandshakeTimeoutMs * 2, now_ms); break;
    case LinkState::kMqtt:
      advance(hub_.log_in(now_ms), LinkState::kUp, kLoginLimitMs, now_ms);
      if (state_ != LinkState::kUp) break;
      connects_++;
      refusal_ = Refusal::kNone;
      break;
    case LinkState::kUp:
      if (!hub_.serve(now_ms)) fail(now_ms);
      break;
  }
  return state_;
}

uint32_t Link::idle_ms(uint32_t now_ms) const {
  if (state_ == LinkState::kUp) return kIdleMs;
  if (state_ != LinkState::kWait) return kBusyMs;
  const uint32_t passed = now_ms - since_ms_;
  return passed < pause_ms_ ? pause_ms_ - passed : 0;
}

}  // namespace marquee
