#pragma once
// ECDSA P-256 with BearSSL, as the ESP8266 core has it.

#include "update/signature.h"

namespace marquee {

class BearsslVerifier final : public SignatureVerifier {
 public:
  // The point of the public key, uncompressed.
  explicit BearsslVerifier(const uint8_t (&key)[kPublicKeyBytes]) { memcpy(key_, key, sizeof key_); }

  bool verify(const uint8_t (&sha256)[kSha256Bytes], Text signature) override;

 private:
  uint8_t key_[kPublicKeyBytes];
};

}  // namespace marquee
