#pragma once
// Every bound of the board. Times are milliseconds.

#include "../core/link/link-limits.h"

namespace marquee {

constexpr uint32_t kTelemetryIntervalMs = 60000;
// What is published between two packets that are read.
constexpr uint8_t kPublicationsPerLoop = 8;
constexpr size_t kMaxSecretBytes = 128;
constexpr size_t kMaxClientIdBytes = 64;
constexpr size_t kMaxSensorBytes = 256;

// The first button, held for so long, forgets the set-up.
constexpr uint8_t kForgetButton = 0;
constexpr uint32_t kForgetHoldMs = 10000;
// The second one shows the contrast test, until it is held again or the time is over.
constexpr uint8_t kContrastButton = 1;
constexpr uint32_t kContrastHoldMs = 5000;
constexpr uint32_t kContrastTestMs = 120000;

// A loss of the hub is told by the glass after this, and only while it shows nothing else.
constexpr uint32_t kQuietLossMs = 10000;
constexpr uint32_t kPairedNoticeMs = 4000;
constexpr uint32_t kUpdateRefusedNoticeMs = 10000;
// Between two drawings of the same notice.
constexpr uint32_t kNoticeRefreshMs = 250;
// A hub that was discovered and is not reached may have another address by now.
constexpr uint32_t kRediscoverMs = 60000;
constexpr uint32_t kDeviceIdleMs = 1000;

}  // namespace marquee
