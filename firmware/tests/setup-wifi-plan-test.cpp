#include "setup/wifi-plan.h"

#include "harness.h"

using namespace marquee;

namespace {

// One letter for each action: j and the number of the network, c, o, x.
struct Board {
  explicit Board(size_t networks) { plan.begin(networks, now); }
  std::string after(uint32_t ms, bool is_joined = false, bool is_portal_used = false) {
    now += ms;
    std::string all;
    for (WifiAction action = plan.tick(is_joined, is_portal_used, now); action != WifiAction::kNone;
         action = plan.tick(is_joined, is_portal_used, now)) {
      if (action == WifiAction::kJoin) all += "j" + std::to_string(plan.network());
      if (action == WifiAction::kJoinCandidate) all += "c";
      if (action == WifiAction::kOpenPortal) all += "o";
      if (action == WifiAction::kClosePortal) all += "x";
    }
    return all;
  }
  WifiPlan plan{};
  uint32_t now = 0xFFFFFF00u;
};

}  // namespace

TEST("a board without networks opens its portal at once") {
  Board board(0);
  CHECK_EQUAL(board.after(0), "o");
  CHECK_EQUAL(board.after(3600000), "");
}

TEST("saved networks are tried in turn, and beside the portal once it is open") {
  Board board(2);
  CHECK_EQUAL(board.after(0), "j0");
  CHECK_EQUAL(board.after(kRetryNetworkMs - 1), "");
  CHECK_EQUAL(board.after(1), "j1");
  CHECK_EQUAL(board.after(kRetryNetworkMs), "j0");
  CHECK_EQUAL(board.after(kOpenPortalAfterMs - 2 * kRetryNetworkMs), "oj1");
  CHECK_EQUAL(board.after(kRetryNetworkMs, false, true), "");
  CHECK_EQUAL(board.after(kRetryBesidePortalMs - kRetryNetworkMs, false, true), "j0");
  CHECK_EQUAL(board.after(kRetryNetworkMs), "j1");
  CHECK_EQUAL(board.after(100, true), "");
  CHECK_EQUAL(board.after(kClosePortalAfterMs, true), "x");
  CHECK(!board.plan.is_portal_open());
}

TEST("a lost network is tried again before the portal opens") {
  Board board(2);
  CHECK_EQUAL(board.after(0), "j0");
  CHECK_EQUAL(board.after(1000, true), "");
  CHECK_EQUAL(board.after(86400000, true), "");
  CHECK_EQUAL(board.after(1), "j0");
  CHECK_EQUAL(board.after(kOpenPortalAfterMs - 1), "j1");
  CHECK_EQUAL(board.after(1), "o");
}

TEST("a network that somebody sends is tried at once, and its outcome is told once") {
  Board board(1);
  board.after(0);
  board.after(1000, true);
  board.plan.propose(board.now);
  CHECK_EQUAL(board.after(0), "c");
  CHECK_EQUAL(board.after(kJoinTimeoutMs - 1), "");
  CHECK(board.plan.take_outcome() == Candidate::kNone);
  CHECK_EQUAL(board.after(0, true), "");
  CHECK(board.plan.take_outcome() == Candidate::kJoined);
  CHECK(board.plan.take_outcome() == Candidate::kNone);
}

TEST("a network that cannot be joined leaves the saved ones as they were") {
  Board board(1);
  board.after(0);
  board.after(1000, true);
  board.plan.propose(board.now);
  CHECK_EQUAL(board.after(0), "c");
  CHECK_EQUAL(board.after(kJoinTimeoutMs), "j0");
  CHECK(board.plan.take_outcome() == Candidate::kFailed);
  CHECK_EQUAL(board.after(100, true), "");
  CHECK(board.plan.take_outcome() == Candidate::kNone);
  Board fresh(0);
  CHECK_EQUAL(fresh.after(0), "o");
  fresh.plan.propose(fresh.now);
  CHECK_EQUAL(fresh.after(0), "c");
  CHECK_EQUAL(fresh.after(kJoinTimeoutMs), "");
  CHECK(fresh.plan.take_outcome() == Candidate::kFailed && fresh.plan.is_portal_open());
}
