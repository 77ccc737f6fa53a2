#pragma once
// The opening handshake of RFC 6455, client side: the request as text, the answer byte by byte.

#include "../text/writer.h"
#include "link-limits.h"
#include "ports.h"
#include "ws-fault.h"

namespace marquee {

constexpr size_t kNonceBytes = 16;

class WsHandshake {
 public:
  // Draws a nonce and writes the request (section 4.1). `host` is the value of the Host header, `path` begins with a slash;
  // both printable ASCII without blanks.
  void start(Text host, Text path, Random& random, Writer& request);
  // Takes the next byte of the answer (section 4.2.2). What follows a kDone belongs to the first frame.
  Progress feed(uint8_t byte);

  // Of the answer; 0 as long as there is none.
  uint16_t http_status() const { return status_; }
  // Why feed() said kFailed.
  WsFault fault() const { return fault_; }

 private:
  Progress fail(WsFault fault);
  Progress take_line(Text line);
  Progress take_status_line(Text line);
  Progress take_header(Text name, Text value);
  Progress finish();

  uint8_t accept_[28];
  uint8_t line_[kHeaderLineBytes];
  uint16_t line_size_;
  uint16_t total_;
  uint16_t status_;
  WsFault fault_;
  bool has_upgrade_;
  bool has_connection_;
  bool has_accept_;
  bool has_sub_protocol_;
};

}  // namespace marquee
