#if !defined(ARDUINO) || defined(ESP32)

#include "signature-mbedtls.h"

#include <mbedtls/pk.h>

namespace marquee {

namespace {

// SubjectPublicKeyInfo of a P-256 key up to its point (RFC 5480). This form is read by every version of the library.
constexpr uint8_t kKeyHeader[] = {0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01,
                                  0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00};

}  // namespace

bool MbedtlsVerifier::verify(const uint8_t (&sha256)[kSha256Bytes], Text signature) {
  uint8_t key[sizeof kKeyHeader + kPublicKeyBytes];
  memcpy(key, kKeyHeader, sizeof kKeyHeader);
  memcpy(key + sizeof kKeyHeader, key_, sizeof key_);
  mbedtls_pk_context context;
  mbedtls_pk_init(&context);
  const bool is_valid = mbedtls_pk_parse_public_key(&context, key, sizeof key) == 0 &&
                        mbedtls_pk_verify(&context, MBEDTLS_MD_SHA256, sha256, sizeof sha256, signature.data, signature.size) == 0;
  mbedtls_pk_free(&context);
  return is_valid;
}

}  // namespace marquee

#endif
