// The part of Portal that decides; portal-page.cpp writes.
#include "portal.h"

#include "form.h"
#include "hex.h"

namespace marquee {

void Portal::begin(Text name, Text address, const Configuration& saved) {
  *this = Portal{};
  saved_ = &saved;
  name_.set(name);
  address_.set(address);
}

void Portal::start(uint16_t status, Text note) {
  status_ = status;
  note_ = note;
  piece_ = 0;
}

void Portal::answer(const HttpRequest& request) {
  is_head_only_ = request.method() == HttpMethod::kHead;
  if (request.status() != 200) return start(request.status());
  const bool is_own = request.host().empty() || request.host() == address_.view();
  if (request.method() == HttpMethod::kPost) {
    // A page from elsewhere that the same browser shows must not set the board up.
    const bool is_from_here = request.origin().empty() || request.origin() == address_.view();
    if (!is_own || !is_from_here) return start(403);
    return request.path() == "/save" ? answer_post(request) : start(404);
  }
  // Phones ask for pages of their makers to see whether they are online; anything but the expected answer opens the portal.
  if (!is_own) return start(302);
  start(request.path() == "/" ? 200 : 404);
}

void Portal::answer_post(const HttpRequest& request) {
  Text fault;
  if (!read_submission(request.body(), fault)) {
    state_ = PortalState::kAsking;
    return start(200, fault);
  }
  state_ = PortalState::kTrying;
  has_submission_ = true;
  tried_.set(submission_.network.ssid.view());
  start(200);
}

bool Portal::read_network(Text form, Network& network) const {
  Writer ssid(network.ssid.bytes, sizeof network.ssid.bytes);
  if (!read_form_field(form, "other", ssid)) return false;
  network.ssid.size = static_cast<uint16_t>(ssid.size());
  if (network.ssid.empty()) {
    // SSIDs are bytes, not text, so the list gives them as hexadecimal digits.
    uint8_t bytes[2 * kMaxSsidBytes];
    Writer digits(bytes, sizeof bytes);
    if (!read_form_field(form, "network", digits) || !from_hex(digits.text(), network.ssid.bytes, digits.size() / 2)) return false;
    network.ssid.size = static_cast<uint16_t>(digits.size() / 2);
  }
  Writer password(network.password.bytes, sizeof network.password.bytes);
  if (!read_form_field(form, "password", password)) return false;
  network.password.size = static_cast<uint16_t>(password.size());
  if (!network.password.empty()) return is_valid(network);
  for (size_t i = 0; i < saved_->networks.count; i++) {
    const Network& known = saved_->networks.list[i];
    if (known.ssid.view() == network.ssid.view()) network = known;
  }
  return is_valid(network);
}

bool Portal::read_submission(Text form, Text& fault) {
  Submission read{};
  if (!read_network(form, read.network)) {
    fault = "A network has a name of up to 32 bytes and no password, or one of 8 to 63 characters.";
    return false;
  }
  uint8_t address[kMaxAddressBytes];
  uint8_t fingerprint[3 * kFingerprintBytes];
  Writer hub(address, sizeof address);
  Writer digits(fingerprint, sizeof fingerprint);
  AddressFault problem = AddressFault::kNone;
  if (!read_form_field(form, "fingerprint", digits)) problem = AddressFault::kFingerprint;
  if (!read_form_field(form, "hub", hub)) problem = AddressFault::kHost;
  if (problem == AddressFault::kNone) problem = parse_hub_address(hub.text(), digits.text(), read.hub);
  // The same wss hub as before is the one that is known already.
  if (problem == AddressFault::kNeedsFingerprint || problem == AddressFault::kNeedsAuthority) {
    uint8_t known[kMaxAddressBytes];
    Writer written(known, sizeof known);
    write_hub_address(saved_->hub, written);
    if (written.text() == hub.text()) {
      read.hub = saved_->hub;
      problem = AddressFault::kNone;
    }
  }
  uint8_t answer[4];
  Writer pair(answer, sizeof answer);
  read.is_to_pair_again = read_form_field(form, "pair", pair) && pair.text() == "yes";
  fault = sentence_of(problem);
  if (problem != AddressFault::kNone) return false;
  submission_ = read;
  return true;
}

bool Portal::take_submission(Submission& submission) {
  if (!has_submission_) return false;
  has_submission_ = false;
  submission = submission_;
  submission_ = Submission{};
  return true;
}

}  // namespace marquee
