#pragma once
// The head of one HTTP/1.1 response, byte by byte (RFC 9112). A body needs its length: images and manifests have one.

#include "limits.h"
#include "../text/view.h"

namespace marquee {

// All zeros is a reader at the start of a response.
class HttpResponse {
 public:
  enum class State : uint8_t { kHead, kBody, kBroken };

  // Feed bytes while the state is kHead; what follows is the body.
  State take(uint8_t byte);
  State state() const { return state_; }
  uint16_t status() const { return status_; }
  // Bytes of the body.
  uint32_t length() const { return length_; }

 private:
  State end_line();
  State take_status_line(Text line);
  State take_header(Text line);

  static constexpr size_t kLineBytes = 64;  // what counts is short; the rest of a longer line is dropped
  State state_;
  bool has_status_line_;
  bool has_length_;
  bool is_line_cut_;
  uint16_t status_;
  uint16_t head_bytes_;
  uint16_t line_size_;
  uint32_t length_;
  uint8_t line_[kLineBytes];
};

}  // namespace marquee
