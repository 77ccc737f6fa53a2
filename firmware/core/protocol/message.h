#pragma once
// A message or page as it arrives: plain text, or JSON that is checked field by field. Both have fields of their own.

#include "../glass/layout.h"
#include "../limits.h"
#include "fields.h"

namespace marquee {

enum class Priority : uint8_t { kLow, kNormal, kHigh, kCritical };
enum class Backlight : uint8_t { kUnset, kOn, kOff, kBlink };
// When a page takes part in the rotation.
enum class When : uint8_t { kAlways, kIdle, kOffline };

struct Action {
  Span input;
  Span label;
  Span reply;
};

struct Message {
  Span text;
  Span id;  // empty if the payload carried none
  Span key;
  Span title;
  Span from;
  Span sound;
  Action actions[kMaxActions];
  uint8_t action_count;
  bool plain;
  bool hold;
  bool has_ttl;
  bool has_expiry;
  Priority priority;
  Align align;
  Overflow overflow;
  Backlight backlight;
  uint8_t repeat;
  When when;
  bool has_stale_date;
  uint16_t order;
  uint16_t scroll_ms;
  uint16_t page_ms;
  uint32_t show_ms;
  uint32_t min_show_ms;
  uint32_t ttl_ms;
  uint32_t lifetime_ms;  // 0 = for ever
  uint32_t hash;         // of the payload
  int64_t expires_at;
  int64_t stale_at;
};

// A message on its way into a queue, with the bytes that its spans point to.
struct Draft {
  Message message;
  uint16_t size;
  uint8_t bytes[kMessageBytes];

  Text text(Span span) const { return {bytes + span.start, span.size}; }
};

// Parse a payload that is not empty. On a fault the draft holds a valid id if one could be read, and the hash.
Fault parse_message(Text payload, Json& json, Draft& draft);
Fault parse_page(Text payload, Json& json, Draft& draft);

}  // namespace marquee
