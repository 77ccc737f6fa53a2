#pragma once
// Why a payload is refused.

#include "../limits.h"
#include "../text/view.h"

namespace marquee {

enum class ErrorCode : uint8_t {
  kNone,
  kMalformedJson,
  kMissingField,
  kUnknownField,
  kWrongType,
  kInvalidValue,
  kOutOfRange,
  kTooLong,
  kConflictingFields,
  kPayloadTooLarge,
  kQueueFull,
};

// The code as it stands in acknowledgements.
Text name_of(ErrorCode code);

struct Fault {
  ErrorCode code = ErrorCode::kNone;
  ShortText<kMaxFieldBytes> field;

  Fault() { field.size = 0; }
  explicit operator bool() const { return code != ErrorCode::kNone; }
  // Names the field below a path, cut if that is too long. Returns false, as what finds a fault does.
  bool set(ErrorCode error, Text path = {}, Text name = {});
};

}  // namespace marquee
