#pragma once
// The page of the set-up network: which Wi-Fi, its password, where the hub is. No file, script or font from elsewhere.

#include "configuration.h"
#include "http-request.h"
#include "hub-address.h"
#include "scan-list.h"

namespace marquee {

// What somebody sent. To be kept: the hub at once, the network when it could be joined.
struct Submission {
  Network network;
  HubEndpoint hub;
  bool is_to_pair_again;
};

enum class PortalState : uint8_t { kAsking, kTrying, kFailed, kJoined };

// Answers one request at a time. All zeros is a valid portal that has not begun.
class Portal {
 public:
  // `name` is the board's, up to 32 bytes; `address` its own IPv4 address as text. `saved` must outlive the portal; of
  // what it holds only SSIDs and the hub's address come to a page, never a password.
  void begin(Text name, Text address, const Configuration& saved);

  // Takes a request whose status is not 0, and prepares the answer.
  void answer(const HttpRequest& request);
  // Appends the next piece of the answer, at most kPagePieceBytes. False when there is none: close the connection then.
  bool next_piece(Writer& out);

  // What was sent, once.
  bool take_submission(Submission& submission);
  void set_state(PortalState state) { state_ = state; }
  PortalState state() const { return state_; }
  // The networks to choose from. Scan again at least when the portal opens.
  ScanList& networks() { return networks_; }

 private:
  void answer_post(const HttpRequest& request);
  void start(uint16_t status, Text note = {});
  bool read_submission(Text form, Text& fault);
  bool read_network(Text form, Network& network) const;
  void write_head(Writer& out) const;
  void write_title(Writer& out) const;
  void write_progress(Writer& out) const;
  void write_form_start(Writer& out) const;
  void write_network(size_t index, Writer& out) const;
  void write_form_end(Writer& out) const;
  bool has_form() const { return status_ == 200 && state_ != PortalState::kTrying && state_ != PortalState::kJoined; }

  const Configuration* saved_;
  ShortText<kMaxSsidBytes> name_;
  ShortText<16> address_;
  PortalState state_;
  bool has_submission_;
  bool is_head_only_;
  uint16_t status_;  // 0: nothing is being answered
  uint16_t piece_;
  Text note_;
  Submission submission_;
  ShortText<kMaxSsidBytes> tried_;
  ScanList networks_;
};

// Appends text that may come from anybody as text of an HTML page: &, <, >, " and ' escaped, control characters and
// malformed UTF-8 replaced.
void write_html(Text text, Writer& out);

}  // namespace marquee
