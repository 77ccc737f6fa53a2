#pragma once
// What the hub says of an image: GET /firmware/<board>/manifest.json.

#include "../protocol/json.h"
#include "limits.h"
#include "verdict.h"

namespace marquee {

struct Manifest {
  ShortText<kMaxVersionBytes> version;
  uint32_t size;
  uint8_t sha256[kSha256Bytes];
  ShortText<kMaxSignatureBytes> signature;  // DER
  ShortText<kMaxImagePathBytes> path;       // on the same hub
};

// Reads `{"version","size","sha256","signature","url"}`; hash and signature are hexadecimal digits, the url is a path that
// begins with `/`. `json` is scratch. kTake if all of it has its form and its bounds.
Verdict parse_manifest(Text payload, Json& json, Manifest& manifest);

}  // namespace marquee
