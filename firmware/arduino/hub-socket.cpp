#if defined(ESP32) || defined(ESP8266)

#include "hub-socket.h"

#include <time.h>

#include "board-config.h"

namespace marquee {

namespace {

// Any time since this firmware was written; before NTP has answered, the clock stands at 1970.
constexpr time_t kEarliestTime = 1735689600;

}  // namespace

void start_time() { configTime(0, 0, MARQUEE_TIME_SERVER, "time.google.com"); }

bool has_time() { return time(nullptr) >= kEarliestTime; }

Client& HubSocket::client() {
  if (is_secure_) return secure_;
  return plain_;
}

DialFault HubSocket::dial(const char* host, uint16_t port) {
  if (is_secure_) return dial_secure(host, port);
#ifdef ESP32
  return plain_.connect(host, port, static_cast<int32_t>(kHubDialTimeoutMs)) == 1 ? DialFault::kNone : DialFault::kUnreachable;
#else
  plain_.setTimeout(kHubDialTimeoutMs);
  return plain_.connect(host, port) == 1 ? DialFault::kNone : DialFault::kUnreachable;
#endif
}

#ifdef ESP32

void HubSocket::configure(const HubEndpoint& hub, const char* authority) {
  is_secure_ = hub.tls;
  trust_ = hub.trust;
  memcpy(fingerprint_, hub.fingerprint, sizeof fingerprint_);
  has_proof_ = trust_ == Trust::kFingerprint || (trust_ == Trust::kAuthority && authority[0] != 0);
  secure_.setHandshakeTimeout(kHubDialTimeoutMs / 1000);
  if (trust_ == Trust::kAuthority) secure_.setCACert(authority);
  // The chain is not looked at; is_pinned() compares the certificate itself before anything is sent.
  if (trust_ == Trust::kFingerprint) secure_.setInsecure();
#ifdef MARQUEE_DANGEROUSLY_ACCEPT_ANY_CERTIFICATE
  if (!has_proof_) secure_.setInsecure();
  has_proof_ = true;
#endif
}

bool HubSocket::is_pinned() {
  uint8_t found[kFingerprintBytes];
  return secure_.getFingerprintSHA256(found) && memcmp(found, fingerprint_, sizeof found) == 0;
}

DialFault HubSocket::dial_secure(const char* host, uint16_t port) {
  constexpr int kVerifyFailed = -0x2700;  // MBEDTLS_ERR_X509_CERT_VERIFY_FAILED
  if (!has_proof_) return DialFault::kNoProof;
  if (trust_ == Trust::kAuthority && !has_time()) return DialFault::kNoTime;
  if (secure_.connect(host, port, static_cast<int32_t>(kHubDialTimeoutMs)) != 1) {
    char ignored[64];
    return secure_.lastError(ignored, sizeof ignored) == kVerifyFailed ? DialFault::kWrongCertificate : DialFault::kUnreachable;
  }
  if (trust_ != Trust::kFingerprint || is_pinned()) return DialFault::kNone;
  secure_.stop();
  return DialFault::kWrongCertificate;
}

#else

void HubSocket::configure(const HubEndpoint& hub, const char* authority) {
  is_secure_ = hub.tls;
  trust_ = hub.trust;
  // The core compares SHA-1 alone, which proves nothing: a fingerprint is no proof here.
  has_proof_ = trust_ == Trust::kAuthority && authority[0] != 0 && anchors_.append(authority);
  if (has_proof_) secure_.setTrustAnchors(&anchors_);
#ifdef MARQUEE_DANGEROUSLY_ACCEPT_ANY_CERTIFICATE
  if (!has_proof_) secure_.setInsecure();
  has_proof_ = true;
#endif
}

DialFault HubSocket::dial_secure(const char* host, uint16_t port) {
  if (!has_proof_) return DialFault::kNoProof;
  if (trust_ == Trust::kAuthority && !has_time()) return DialFault::kNoTime;
  secure_.setTimeout(kHubDialTimeoutMs);
  secure_.setX509Time(time(nullptr));
  if (!has_probed_) {
    // Whole TLS records need 16 KB of memory that is not there for long.
    if (BearSSL::WiFiClientSecure::probeMaxFragmentLength(host, port, kTlsFragmentBytes)) {
      secure_.setBufferSizes(kTlsFragmentBytes, kTlsSendBytes);
    }
    has_probed_ = true;
  }
  if (secure_.connect(host, port) == 1) return DialFault::kNone;
  const int error = secure_.getLastSSLError();
  const bool is_certificate = error > BR_ERR_X509_OK && error <= BR_ERR_X509_NOT_TRUSTED;
  return is_certificate ? DialFault::kWrongCertificate : DialFault::kUnreachable;
}

#endif

}  // namespace marquee

#endif
