#pragma once
// Who may make images: the owner of the private key of the pair whose public key was built into the running one.

#include "../text/view.h"
#include "limits.h"

namespace marquee {

class SignatureVerifier {
 public:
  // True if `signature`, in DER, is ECDSA P-256 of the hash by the key. May take a second on an ESP8266.
  virtual bool verify(const uint8_t (&sha256)[kSha256Bytes], Text signature) = 0;

 protected:
  ~SignatureVerifier() = default;
};

}  // namespace marquee
