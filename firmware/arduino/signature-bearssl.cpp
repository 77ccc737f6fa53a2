#if !defined(ARDUINO) || defined(ESP8266)

#include "signature-bearssl.h"

#include <bearssl/bearssl.h>

namespace marquee {

// The portable arithmetic, which every target has; one signature may take a second.
bool BearsslVerifier::verify(const uint8_t (&sha256)[kSha256Bytes], Text signature) {
  const br_ec_public_key key = {BR_EC_secp256r1, key_, sizeof key_};
  return br_ecdsa_i15_vrfy_asn1(&br_ec_p256_m15, sha256, sizeof sha256, &key, signature.data, signature.size) == 1;
}

}  // namespace marquee

#endif
