#include "set-up.h"

namespace marquee {

namespace {

bool is_same_hub(const HubEndpoint& a, const HubEndpoint& b) {
  return a.host.view() == b.host.view() && a.port == b.port && a.path.view() == b.path.view() && a.tls == b.tls && a.trust == b.trust &&
         memcmp(a.fingerprint, b.fingerprint, sizeof a.fingerprint) == 0;
}

}  // namespace

void SetUp::begin(const SetUpIdentity& identity, uint32_t random, uint32_t now_ms) {
  load_configuration(store_, configuration_);
  name_setup_network(identity.mac, random, access_point_);
  improv_.begin(serial_, {"Marquee", identity.version, identity.board, access_point_.ssid.view()});
  portal_.begin(access_point_.ssid.view(), identity.address, configuration_);
  plan_.begin(configuration_.networks.count, now_ms);
}

void SetUp::tick(uint32_t now_ms) {
  // What is compiled in may have added a network after begin().
  plan_.set_networks(configuration_.networks.count);
  take_request(now_ms);
  take_submission(now_ms);
  const bool is_used = plan_.is_portal_open() && wifi_.is_access_point_used();
  for (WifiAction action = plan_.tick(wifi_.is_joined(), is_used, now_ms); action != WifiAction::kNone;
       action = plan_.tick(wifi_.is_joined(), is_used, now_ms)) {
    act(action);
  }
  is_joined_ = wifi_.is_joined();
  take_outcome();
  improv_.tick(now_ms);
  if (is_joined_) {
    improv_.joined(url_.view());
  } else {
    improv_.left();
  }
  take_scan();
}

void SetUp::act(WifiAction action) {
  switch (action) {
    case WifiAction::kJoin: return wifi_.join(configuration_.networks.list[plan_.network()]);
    case WifiAction::kJoinCandidate: return wifi_.join(candidate_);
    case WifiAction::kOpenPortal:
      wifi_.open_access_point(access_point_);
      portal_.set_state(PortalState::kAsking);
      return wifi_.start_scan();
    case WifiAction::kClosePortal: return wifi_.close_access_point();
    case WifiAction::kNone: return;
  }
}

// A network is kept when it has been joined, so a wrong password never replaces a right one.
void SetUp::take_outcome() {
  const Candidate outcome = plan_.take_outcome();
  if (outcome == Candidate::kNone) return;
  const bool is_kept = outcome == Candidate::kJoined && remember_network(configuration_.networks, candidate_);
  if (is_kept) save_networks(store_, configuration_.networks);
  plan_.set_networks(configuration_.networks.count);
  if (is_candidate_of_portal_) portal_.set_state(is_kept ? PortalState::kJoined : PortalState::kFailed);
  if (!is_kept) improv_.join_failed();
  candidate_ = Network{};
  is_trying_candidate_ = false;
}

void SetUp::propose(const Network& network, bool is_from_portal, uint32_t now_ms) {
  // One candidate at a time: the page must not wait for one that another has taken the place of.
  if (!is_from_portal && portal_.state() == PortalState::kTrying) portal_.set_state(PortalState::kAsking);
  candidate_ = network;
  is_candidate_of_portal_ = is_from_portal;
  is_trying_candidate_ = true;
  plan_.propose(now_ms);
}

void SetUp::take_submission(uint32_t now_ms) {
  Submission submission;
  if (!portal_.take_submission(submission)) return;
  const bool is_other_hub = !is_same_hub(submission.hub, configuration_.hub);
  if (is_other_hub) {
    configuration_.hub = submission.hub;
    save_hub(store_, submission.hub);
    has_changed_ = true;
  }
  // The secret of one hub is not for another.
  if (is_other_hub || submission.is_to_pair_again) forget_credentials();
  propose(submission.network, true, now_ms);
}

void SetUp::take_request(uint32_t now_ms) {
  Network network;
  switch (improv_.take_request(network)) {
    case ImprovRequest::kJoin: return propose(network, false, now_ms);
    case ImprovRequest::kScan:
      is_improv_scanning_ = true;
      return wifi_.start_scan();
    case ImprovRequest::kNone: return;
  }
}

void SetUp::take_scan() {
  ScanList scan{};
  if (!wifi_.take_scan(scan)) return;
  portal_.networks() = scan;
  if (!is_improv_scanning_) return;
  is_improv_scanning_ = false;
  for (size_t i = 0; i < scan.count(); i++) improv_.scanned(scan[i].ssid.view(), scan[i].rssi_dbm, scan[i].is_secured);
  improv_.scan_finished();
}

bool SetUp::keep(const Credentials& credentials) {
  if (!save_credentials(store_, credentials)) return false;
  configuration_.credentials = credentials;
  drop_next();
  has_changed_ = true;
  return true;
}

bool SetUp::keep_next(const Credentials& credentials) {
  if (!save_next_credentials(store_, credentials)) return false;
  configuration_.next = credentials;
  return true;
}

// A loss of power in between leaves the same credentials twice.
bool SetUp::take_over_next() {
  if (!save_credentials(store_, configuration_.next)) return false;
  configuration_.credentials = configuration_.next;
  drop_next();
  return true;
}

void SetUp::drop_next() {
  erase_record(store_, RecordKind::kNextCredentials);
  configuration_.next = Credentials{};
}

bool SetUp::keep(const GlassSettings& glass) {
  if (!save_glass(store_, glass)) return false;
  configuration_.glass = glass;
  return true;
}

void SetUp::forget_credentials() {
  if (configuration_.credentials.id.empty()) return;
  marquee::forget_credentials(store_);
  configuration_.credentials = Credentials{};
  configuration_.next = Credentials{};
  configuration_.compiled = Credentials{};
  has_changed_ = true;
}

bool SetUp::forget_all() {
  configuration_ = Configuration{};
  configuration_.glass = kDefaultGlass;
  return forget_configuration(store_);
}

bool SetUp::take_change() {
  const bool has_changed = has_changed_;
  has_changed_ = false;
  return has_changed;
}

bool SetUp::notice(Notice& notice) const {
  if (is_joined_) return false;
  if (is_trying_candidate_) {
    notice = {NoticeKind::kJoining, candidate_.ssid.view(), {}};
  } else if (plan_.is_portal_open()) {
    notice = {NoticeKind::kSetUpNetwork, access_point_.ssid.view(), access_point_.key.view()};
  } else if (plan_.network() < configuration_.networks.count) {
    notice = {NoticeKind::kJoining, configuration_.networks.list[plan_.network()].ssid.view(), {}};
  } else {
    return false;
  }
  return true;
}

}  // namespace marquee
