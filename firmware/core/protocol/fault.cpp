#include "fault.h"

namespace marquee {

Text name_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::kMalformedJson: return "malformed_json";
    case ErrorCode::kMissingField: return "missing_field";
    case ErrorCode::kUnknownField: return "unknown_field";
    case ErrorCode::kWrongType: return "wrong_type";
    case ErrorCode::kInvalidValue: return "invalid_value";
    case ErrorCode::kOutOfRange: return "out_of_range";
    case ErrorCode::kTooLong: return "too_long";
    case ErrorCode::kConflictingFields: return "conflicting_fields";
    case ErrorCode::kPayloadTooLarge: return "payload_too_large";
    case ErrorCode::kQueueFull: return "queue_full";
    case ErrorCode::kNone: break;
  }
  return {};
}

}  // namespace marquee
