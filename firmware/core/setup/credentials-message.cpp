#include "credentials-message.h"

#include "members.h"

namespace marquee {

namespace {

constexpr char kPrefix[] = "mqd_";
constexpr size_t kSecretBytes = sizeof kPrefix - 1 + 43;
static_assert(kSecretBytes <= kMaxStoredSecretBytes, "it can be kept");

template <size_t Capacity>
bool read_short(const Json& json, Text name, ShortText<Capacity>& text) {
  Writer out(text.bytes, Capacity);
  if (!read_string(json, 0, name, out)) return false;
  text.size = static_cast<uint16_t>(out.size());
  return true;
}

}  // namespace

bool read_credentials(const Json& json, Credentials& credentials) {
  return read_short(json, "id", credentials.id) && read_short(json, "secret", credentials.secret) && is_valid(credentials);
}

bool is_issued_secret(Text secret) { return secret.size == kSecretBytes && starts_with(secret, kPrefix); }

}  // namespace marquee
