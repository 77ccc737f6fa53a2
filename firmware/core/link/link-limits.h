#pragma once
// Every bound of the link to the hub. Times are milliseconds.

#include "../limits.h"

namespace marquee {

// WebSocket. What is read ahead of the reader; small, because it only saves calls into the TCP stack.
constexpr size_t kReadAheadBytes = 256;
// Bytes of a frame that are masked and written at once.
constexpr size_t kWriteChunkBytes = 256;
// A header line may be of any length, but only its start is kept; all lines together have a bound.
constexpr size_t kHeaderLineBytes = 128;
constexpr size_t kMaxHandshakeBytes = 16384;
constexpr size_t kMaxHostBytes = 255;
constexpr size_t kMaxPathBytes = 128;
constexpr size_t kRequestBytes = 256 + kMaxHostBytes + kMaxPathBytes;
constexpr uint32_t kHandshakeTimeoutMs = 5000;

// MQTT. The largest packet in either direction, which is also the buffer of the MQTT client.
constexpr size_t kPacketOverheadBytes = 5 + 2 + 2 + kMaxTopicBytes;
constexpr size_t kPacketBytes =
    (kMaxPayloadBytes > kPublicationBytes ? kMaxPayloadBytes : kPublicationBytes) + kPacketOverheadBytes;
static_assert(kPacketBytes < 65536, "the MQTT client counts in 16 bits");
// What the guard takes from below in one call, so that a flood does not hold up the loop.
constexpr size_t kGuardBytesPerCall = 4096;
constexpr uint16_t kKeepAliveS = 15;
constexpr size_t kMaxSubscriptions = 16;

// The calls that may hold up the loop: dialling, and the wait for CONNACK.
constexpr uint32_t kDialTimeoutMs = 5000;
constexpr uint16_t kLoginTimeoutS = 5;
// How long the hub may take to answer all subscriptions.
constexpr uint32_t kSubscribeTimeoutMs = 5000;

// Between two tries to connect, half fixed and half random.
constexpr uint32_t kBackOffMinMs = 1000;
constexpr uint32_t kBackOffMaxMs = 60000;
// Time up after which earlier failures are forgotten.
constexpr uint32_t kBackOffForgetMs = 30000;
// The least pause after the hub refused who we are.
constexpr uint32_t kRefusedPauseMs = 60000;
// The least pauses after WebSocket close 1012 (restarts) and 1013 (try again later).
constexpr uint32_t kRestartingPauseMs = 5000;
constexpr uint32_t kLaterPauseMs = 30000;

}  // namespace marquee
