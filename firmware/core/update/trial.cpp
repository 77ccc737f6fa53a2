#include "trial.h"

#include "../setup/byte-reader.h"
#include "../text/writer.h"

namespace marquee {

namespace {

constexpr uint8_t kVersion = 1;

}  // namespace

// True if an image is on trial.
bool Trial::load(Store& store) {
  RecordBuffer buffer;
  Record record;
  if (!load_record(store, RecordKind::kTrial, buffer, record) || record.version != kVersion) return false;
  ByteReader in(record.payload);
  const bool is_armed = in.byte() == 1;
  starts_ = in.byte();
  version_.set(in.string(kMaxVersionBytes));
  copy_text(in.bytes(kSha256Bytes), sha256_, sizeof sha256_);
  has_failed_ = in.byte() == 1;
  copy_text(in.bytes(kSha256Bytes), failed_, sizeof failed_);
  if (in.is_complete()) return is_armed;
  has_failed_ = false;
  return false;
}

bool Trial::save(Store& store, bool is_armed) {
  RecordBuffer buffer;
  Writer out(buffer.payload(), kMaxRecordBytes);
  out.put(static_cast<uint8_t>(is_armed)).put(starts_).put(static_cast<uint8_t>(version_.size)).put(version_.view());
  out.put(Text(sha256_, sizeof sha256_)).put(static_cast<uint8_t>(has_failed_)).put(Text(failed_, sizeof failed_));
  return save_record(store, RecordKind::kTrial, kVersion, buffer, out.size());
}

TrialAction Trial::begin(Store& store, Text running_version, uint32_t now_ms) {
  *this = Trial{};
  since_ms_ = now_ms;
  if (!load(store)) return TrialAction::kNone;
  // The boot loader went back by itself, or the image could never be started.
  if (version_.view() != running_version) {
    fail(store);
    return TrialAction::kNone;
  }
  is_on_trial_ = true;
  if (starts_ >= kTrialStarts) return fail(store);
  starts_++;
  // Starts that cannot be counted would never end.
  return save(store, true) ? TrialAction::kNone : fail(store);
}

bool Trial::arm(Store& store, Text version, const uint8_t (&sha256)[kSha256Bytes]) {
  version_.set(version);
  memcpy(sha256_, sha256, sizeof sha256_);
  starts_ = 0;
  return save(store, true);
}

bool Trial::disarm(Store& store) { return save(store, false); }

TrialAction Trial::fail(Store& store) {
  is_on_trial_ = false;
  has_failed_ = true;
  memcpy(failed_, sha256_, sizeof failed_);
  save(store, false);
  return TrialAction::kRevert;
}

TrialAction Trial::reached_hub(Store& store) {
  if (!is_on_trial_) return TrialAction::kNone;
  is_on_trial_ = false;
  has_failed_ = false;
  save(store, false);
  return TrialAction::kConfirm;
}

TrialAction Trial::tick(Store& store, uint32_t now_ms) {
  if (!is_on_trial_ || now_ms - since_ms_ < kTrialMs) return TrialAction::kNone;
  return fail(store);
}

}  // namespace marquee
