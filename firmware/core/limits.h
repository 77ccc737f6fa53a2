#pragma once
// Every bound of the display core. `MARQUEE_SMALL` is for boards with little RAM (ESP8266).

#include <stddef.h>
#include <stdint.h>

namespace marquee {

// HD44780: its DDRAM holds 80 characters, its CGRAM 8 glyphs of 8 rows.
constexpr uint8_t kMinColumns = 8;
constexpr uint8_t kMaxColumns = 40;
constexpr uint8_t kMaxRows = 4;
constexpr uint8_t kMaxCells = 80;
constexpr uint8_t kCgramSlots = 8;
constexpr uint8_t kGlyphRows = 8;
constexpr size_t kCgramBytes = kCgramSlots * kGlyphRows;

// The wire contract, in bytes of UTF-8 unless the name says otherwise.
constexpr size_t kMaxTextBytes = 1024;
constexpr size_t kMaxHeadingBytes = 64;
constexpr size_t kMaxIdBytes = 36;
constexpr size_t kMaxNameBytes = 32;
constexpr size_t kMaxSoundBytes = 256;
constexpr size_t kMaxActions = 4;
constexpr size_t kMaxLabelBytes = 16;
constexpr size_t kMaxReplyBytes = 64;
constexpr size_t kMaxTimeZoneBytes = 64;
constexpr size_t kMaxPeers = 16;
constexpr size_t kMaxTopicBytes = 96;
// The longest field path that a rejection names; a longer unknown key is cut.
constexpr size_t kMaxFieldBytes = 80;

constexpr uint32_t kMaxDurationMs = 86400000;
constexpr uint32_t kMaxTtlMs = 2592000000u;
constexpr uint32_t kDefaultShowMs = 8000;
constexpr uint32_t kDefaultPageMs = 3000;
constexpr uint32_t kDefaultScrollMs = 300;
constexpr uint32_t kDefaultTtlMs = 86400000;
constexpr uint32_t kPlainMinShowMs = 1000;
constexpr uint16_t kMaxPageOrder = 999;
constexpr uint16_t kDefaultPageOrder = 100;
// How long the hub may be away before pages that are not made for that carry a stale mark.
constexpr uint32_t kHubAwayMs = 60000;
// After a connection came back: pages that the hub has not sent again by then were deleted meanwhile.
constexpr uint32_t kConfirmPagesMs = 30000;

// Cells that a scrolling text rests at either end.
constexpr uint32_t kScrollPauseSteps = 3;
constexpr uint32_t kScreenIntervalMs = 250;
constexpr uint32_t kIdentifyMs = 10000;
constexpr uint32_t kMinTickMs = 1;
constexpr uint32_t kMaxTickMs = 60000;

// Deeper JSON is refused as malformed; a valid message needs 3 levels.
constexpr int kMaxJsonDepth = 4;
// Ids that are remembered so that a repeated message is acknowledged but not shown again.
constexpr size_t kRememberedIds = 32;
// Largest number of bytes that the fields of one valid message can hold together.
constexpr size_t kMessageBytes =
    kMaxTextBytes + 2 * kMaxHeadingBytes + 2 * kMaxIdBytes + kMaxSoundBytes +
    kMaxActions * (kMaxNameBytes + kMaxLabelBytes + kMaxReplyBytes);

#ifdef MARQUEE_SMALL
constexpr size_t kMaxPayloadBytes = 1024;
constexpr size_t kMaxJsonTokens = 128;
constexpr size_t kQueueSlots = 6;
constexpr size_t kPageSlots = 4;
constexpr size_t kSlotBytes = 512;
constexpr size_t kOutboxBytes = 1536;
#else
constexpr size_t kMaxPayloadBytes = 4096;
constexpr size_t kMaxJsonTokens = 512;
constexpr size_t kQueueSlots = 16;
constexpr size_t kPageSlots = 8;
constexpr size_t kSlotBytes = 1024;
constexpr size_t kOutboxBytes = 4096;
#endif

// Slots share their bytes, so one long message may take what short ones leave.
constexpr size_t kQueueBytes = kQueueSlots * kSlotBytes;
constexpr size_t kPageBytes = kPageSlots * kSlotBytes;
static_assert(kQueueBytes >= kMessageBytes && kPageBytes >= kMessageBytes, "one message must always fit");

// What the board says of itself.
constexpr size_t kMaxFirmwareBytes = 64;
constexpr size_t kMaxBoardBytes = 64;
constexpr size_t kMaxCapabilitiesBytes = 256;
constexpr size_t kMaxIpBytes = 64;
constexpr size_t kMaxMacBytes = 32;
// The longest payload that the core publishes: `about` with every field full.
constexpr size_t kPublicationBytes = 1536;

}  // namespace marquee
