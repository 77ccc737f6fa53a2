#pragma once
// Every bound of updates over the air.

#include "../limits.h"

namespace marquee {

constexpr size_t kMaxManifestBytes = 1024;
constexpr size_t kMaxVersionBytes = 32;
constexpr size_t kMaxImagePathBytes = 128;
constexpr size_t kSha256Bytes = 32;
// An ECDSA P-256 signature in DER: two integers of up to 33 bytes, and 6 bytes around them.
constexpr size_t kMaxSignatureBytes = 72;
// A point of P-256, uncompressed: 4, x, y.
constexpr size_t kPublicKeyBytes = 65;
constexpr size_t kMaxTagBytes = 80;

#ifdef MARQUEE_SMALL
// ESP8266 with 4 MB: what a sketch may have.
constexpr uint32_t kMaxImageBytes = 1044464;
#else
// ESP32 with 4 MB and two slots (`min_spiffs.csv`).
constexpr uint32_t kMaxImageBytes = 0x1E0000;
#endif
constexpr uint32_t kMinImageBytes = 1024;

constexpr uint32_t kUpdateIntervalMs = 6 * 3600000;
// After a hub that could not be asked.
constexpr uint32_t kUpdateRetryMs = 600000;
// Silence of the hub in mid-transfer.
constexpr uint32_t kUpdateStallMs = 15000;
constexpr size_t kUpdateChunkBytes = 512;
constexpr size_t kMaxResponseHeaderBytes = 4096;

// A new image must reach the hub within so many starts, and each time within so long.
constexpr uint8_t kTrialStarts = 3;
constexpr uint32_t kTrialMs = 600000;

}  // namespace marquee
