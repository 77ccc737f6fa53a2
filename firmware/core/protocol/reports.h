#pragma once
// Puts events into words and into the outbox.

#include "../text/writer.h"
#include "dedupe.h"
#include "outbox.h"

namespace marquee {

struct Telemetry {
  int32_t rssi;
  uint32_t heap;
  uint32_t uptime_s;
  uint32_t reconnects;
};

// What the core itself counts for telemetry.
struct Counters {
  uint32_t dropped;     // messages that the queue had no room for
  uint32_t oversize;    // payloads over the limit
  uint32_t i2c_errors;
};

// All zeros is valid: nothing to report, no ids known.
class Reports {
 public:
  // `input` is the button that answered the message, or empty.
  void ack(Text id, AckState state, Text reason, uint64_t elapsed_ms, Text input = {});
  // If the id is known: acknowledges it again if it has reached a state, and returns true.
  bool is_repeat(Text id);
  void remember(Text id) { dedupe_.remember(id); }
  void telemetry(const Telemetry& values);
  void input(Text name, Text event);
  void log(Text subject, Text detail, Text more = {});

  Outbox& outbox() { return outbox_; }
  Counters counters;

 private:
  void write_ack(Text id, AckState state, Text reason, uint64_t elapsed_ms, Text input = {});

  Dedupe dedupe_;
  Outbox outbox_;
};

}  // namespace marquee
