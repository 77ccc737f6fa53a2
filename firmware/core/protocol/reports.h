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
  void ack(Text id, AckState state, Text reason, uint64_t elapsed_ms);
  // A button gave the answer of that number, counted from 1.
  void answered(Text id, uint8_t number, Text reply, Text input, uint64_t elapsed_ms);
  // What became of an id that was taken; null if it is not known, or not any more.
  const Dedupe::Known* find(Text id) const { return dedupe_.find(id); }
  void remember(Text id) { dedupe_.remember(id); }
  void telemetry(const Telemetry& values);
  void input(Text name, Text event);
  void log(Text subject, Text detail, Text more = {});

  Outbox& outbox() { return outbox_; }
  Counters counters;

 private:
  void write_ack(Text id, AckState state, Text reason, uint64_t elapsed_ms, Text input);

  Dedupe dedupe_;
  Outbox outbox_;
};

}  // namespace marquee
