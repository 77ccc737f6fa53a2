#include "pairing-part.h"

namespace marquee {

// What could not be kept is asked for again with the next connection, and not used before.
void PairingPart::received(Text topic, Text payload, uint32_t now_ms) {
  if (!pairing_.receive(topic, payload, json_, now_ms)) return;
  Credentials credentials;
  if (pairing_.take_credentials(credentials)) is_kept_ = set_up_.keep(credentials);
}

bool PairingPart::next_publication(Publication& publication, uint32_t now_ms) {
  pairing_.tick(now_ms);
  return pairing_.next_publication(publication);
}

Text PairingPart::name() const {
  return pairing_.name().empty() ? set_up_.configuration().credentials.id.view() : pairing_.name();
}

bool PairingPart::notice(Notice& notice, uint32_t now_ms) const {
  switch (pairing_.state()) {
    case PairingState::kIdle: return false;
    case PairingState::kAsking: notice = {NoticeKind::kAskingForCode, {}, {}}; return true;
    case PairingState::kCode: notice = {NoticeKind::kPairingCode, {}, pairing_.code()}; return true;
    case PairingState::kPaused:
      notice = {NoticeKind::kPairingPaused, {}, {}, (pairing_.remaining_ms(now_ms) + 999) / 1000};
      return true;
    case PairingState::kPaired: notice = {NoticeKind::kPaired, name(), {}}; return true;
  }
  return false;
}

}  // namespace marquee
