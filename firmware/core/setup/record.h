#pragma once
// Versioned records in a Store, each in two slots, so that a loss of power while one is written leaves the other.

#include "limits.h"
#include "store.h"

namespace marquee {

enum class RecordKind : uint8_t { kNetworks = 1, kHub, kCredentials, kGlass, kTrial, kNextCredentials };

// A record on its way; its payload stands behind room for the header. All zeros is valid.
struct RecordBuffer {
  static constexpr size_t kHeaderBytes = 14;
  uint8_t bytes[kHeaderBytes + kMaxRecordBytes];

  uint8_t* payload() { return bytes + kHeaderBytes; }
};

struct Record {
  uint8_t version;
  Text payload;  // in the buffer it was loaded into
};

// True if there is an undamaged record of the kind; the newer one of two.
bool load_record(Store& store, RecordKind kind, RecordBuffer& buffer, Record& record);

// Replaces the older slot with the first `size` bytes of the payload. False if they could not be kept or do not read
// back; then what was saved before is still there.
bool save_record(Store& store, RecordKind kind, uint8_t version, RecordBuffer& buffer, size_t size);

// Forgets the record, the older slot first, so that a loss of power does not bring it back. False if a slot remains.
bool erase_record(Store& store, RecordKind kind);

}  // namespace marquee
