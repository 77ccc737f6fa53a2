#pragma once
// Why the hub could not be dialled.

#include <stdint.h>

namespace marquee {

enum class DialFault : uint8_t {
  kNone,
  kNoTime,            // NTP has not answered yet
  kUnreachable,
  kWrongCertificate,
  kNoProof,           // TLS without an authority or fingerprint to check
};

}  // namespace marquee
