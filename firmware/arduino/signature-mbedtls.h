#pragma once
// ECDSA P-256 with mbed TLS (2.28 and 3.x), as ESP-IDF has it.

#include "update/signature.h"

namespace marquee {

class MbedtlsVerifier final : public SignatureVerifier {
 public:
  // The point of the public key, uncompressed.
  explicit MbedtlsVerifier(const uint8_t (&key)[kPublicKeyBytes]) { memcpy(key_, key, sizeof key_); }

  bool verify(const uint8_t (&sha256)[kSha256Bytes], Text signature) override;

 private:
  uint8_t key_[kPublicKeyBytes];
};

}  // namespace marquee
