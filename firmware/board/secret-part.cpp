#include "secret-part.h"

#include "../core/setup/credentials-message.h"
#include "limits.h"

namespace marquee {

void SecretPart::begin() { at_ = first_from(kNext); }

bool SecretPart::takes_new() const { return set_up_.keeps() && !set_up_.configuration().credentials.secret.empty(); }

void SecretPart::write_topic(Writer& out) const {
  out.put("displays/").put(set_up_.configuration().credentials.id.view()).put("/credentials");
}

bool SecretPart::is_topic(Text topic) const {
  uint8_t bytes[kMaxTopicBytes];
  Writer own(bytes, sizeof bytes);
  write_topic(own);
  return topic == own.text();
}

NewSecret SecretPart::receive(Text payload) {
  Credentials sent{};
  if (payload.size > kMaxPairingPayloadBytes || !json_.parse(payload) || json_.type(0) != JsonType::kObject) return NewSecret::kNotTaken;
  if (!read_credentials(json_, sent) || !is_issued_secret(sent.secret.view())) return NewSecret::kNotTaken;
  if (sent.id.view() != set_up_.configuration().credentials.id.view() || sent.secret.view() == secret()) return NewSecret::kNotTaken;
  // One that waited and is in use although it could not take over must not be lost to this one.
  if (at_ == kNext && !set_up_.take_over_next()) return NewSecret::kNotStored;
  if (at_ == kNext) at_ = kKept;
  if (!set_up_.keep_next(sent)) return NewSecret::kNotStored;
  at_ = kNext;
  return NewSecret::kStored;
}

bool SecretPart::follow(const Link& link) {
  const bool was_up = was_up_;
  const bool was_refused = was_refused_;
  was_up_ = link.is_up();
  was_refused_ = link.state() == LinkState::kWait && link.refusal() == Refusal::kCredentials;
  if (was_up_ && !was_up) accepted();
  return was_refused_ && !was_refused && refused();
}

// If it cannot be kept it stays the next one, which is as good.
void SecretPart::accepted() {
  if (at_ == kNext && set_up_.take_over_next()) at_ = kKept;
}

// After the last one comes the first again, but not without the pause that follows a refusal.
bool SecretPart::refused() {
  const Place next = first_from(static_cast<uint8_t>(at_ + 1));
  at_ = next == kPlaces ? first_from(kNext) : next;
  return next != kPlaces;
}

SecretPart::Place SecretPart::first_from(uint8_t place) const {
  while (place < kPlaces && !has(static_cast<Place>(place))) place++;
  return static_cast<Place>(place);
}

const Credentials& SecretPart::credentials_of(Place place) const {
  const Configuration& all = set_up_.configuration();
  if (place == kNext) return all.next;
  return place == kCompiled ? all.compiled : all.credentials;
}

// Those of the display that this board is, once each.
bool SecretPart::has(Place place) const {
  if (place == kKept) return true;
  const Credentials& own = credentials_of(kKept);
  const Credentials& other = credentials_of(place);
  return !other.id.empty() && other.id.view() == own.id.view() && other.secret.view() != own.secret.view();
}

}  // namespace marquee
