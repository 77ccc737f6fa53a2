#pragma once
// One HTTP/1.1 request of a browser to the portal, byte by byte (RFC 9112). Everything longer than its bound is refused.

#include "limits.h"
#include "../text/view.h"

namespace marquee {

enum class HttpMethod : uint8_t { kGet, kHead, kPost, kOther };

// All zeros is a reader at the start of a request; a failed one keeps its status.
class HttpRequest {
 public:
  // 0 while more is to come, 200 when the request is whole, otherwise the status to answer with. Bytes after a whole
  // request are ignored: one connection carries one.
  uint16_t take(uint8_t byte);
  uint16_t status() const { return status_; }

  HttpMethod method() const { return method_; }
  // The path without its query.
  Text path() const { return path_.view(); }
  // The host name of the Host header without its port, in small letters; empty if there is none.
  Text host() const { return host_.view(); }
  // The host name of the Origin header; empty if there is none.
  Text origin() const { return origin_.view(); }
  Text body() const { return {body_, body_size_}; }
  void wipe() { memset(body_, 0, sizeof body_); }

 private:
  enum class State : uint8_t { kRequestLine, kHeaders, kBody };

  uint16_t end_line();
  uint16_t take_request_line(Text line);
  uint16_t take_header(Text line);
  uint16_t take_length(Text value);
  uint16_t end_headers();

  State state_;
  HttpMethod method_;
  bool has_host_;
  bool has_length_;
  bool is_line_cut_;
  uint16_t status_;
  uint16_t header_bytes_;
  uint16_t line_size_;
  uint16_t body_size_;
  uint32_t length_;
  ShortText<kMaxHubPathBytes> path_;
  ShortText<kMaxHubHostBytes> host_;
  ShortText<kMaxHubHostBytes> origin_;
  uint8_t line_[kMaxRequestLineBytes];
  uint8_t body_[kMaxFormBytes];
};

}  // namespace marquee
