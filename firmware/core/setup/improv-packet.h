#pragma once
// Packets of Improv Wi-Fi over a serial line, version 1 (improv-wifi.com/serial): "IMPROV", version, type, length, data
// and the sum of all bytes before.

#include "../text/writer.h"
#include "limits.h"

namespace marquee {

enum class ImprovType : uint8_t { kState = 1, kError, kCommand, kResult };

struct ImprovPacket {
  uint8_t type;  // an ImprovType, unless the other side knows more
  Text data;
};

// Finds packets among anything else. After a packet that is damaged or cut off, the bytes it seemed to consist of are
// looked through again, so that a whole packet among them is not lost. All zeros is a valid reader.
class ImprovReader {
 public:
  // Call next() until it is false after every byte.
  void push(uint8_t byte);
  // Nothing more follows what has arrived: what is not whole by now never will be.
  void end_of_input() { has_ended_ = true; }
  // True if there is a packet; its data is valid until the next call.
  bool next(ImprovPacket& packet);
  bool is_waiting() const { return size_ > 0; }

 private:
  void drop(size_t count);
  bool has_header() const;

  uint16_t size_;
  uint16_t taken_;
  bool has_ended_;
  uint8_t bytes_[kMaxImprovPacketBytes];
};

// Writes a packet and the newline after it, which keeps it apart from what else is on the line.
void write_improv_packet(ImprovType type, Text data, Writer& out);

}  // namespace marquee
