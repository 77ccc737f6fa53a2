#pragma once
// A new image is on trial until it has reached the hub. If it does not within kTrialStarts starts and kTrialMs each, the one
// before it runs again, and the same image is not taken a second time.

#include "../setup/record.h"
#include "limits.h"

namespace marquee {

enum class TrialAction : uint8_t {
  kNone,
  kRevert,   // start the image before this one
  kConfirm,  // this image stays
};

// All zeros is a valid trial that has not begun.
class Trial {
 public:
  // Once at every start, before anything that may fail. kRevert if this image has had its starts, or if they cannot be
  // counted.
  TrialAction begin(Store& store, Text running_version, uint32_t now_ms);
  // The next start is the first of this image. False if that could not be kept: then do not start it.
  bool arm(Store& store, Text version, const uint8_t (&sha256)[kSha256Bytes]);
  // The image could not be made the next one after all.
  bool disarm(Store& store);

  // The hub took the connection: kConfirm, once.
  TrialAction reached_hub(Store& store);
  // kRevert, once, when the time is over.
  TrialAction tick(Store& store, uint32_t now_ms);

  bool is_on_trial() const { return is_on_trial_; }
  // Of the image that failed last; empty if there is none.
  Text failed_sha256() const { return has_failed_ ? Text(failed_, kSha256Bytes) : Text(); }

 private:
  bool load(Store& store);
  bool save(Store& store, bool is_armed);
  TrialAction fail(Store& store);

  bool is_on_trial_;
  bool has_failed_;
  uint8_t starts_;
  uint32_t since_ms_;
  ShortText<kMaxVersionBytes> version_;
  uint8_t sha256_[kSha256Bytes];
  uint8_t failed_[kSha256Bytes];
};

}  // namespace marquee
