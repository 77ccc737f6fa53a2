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

}  // namespace marquee
