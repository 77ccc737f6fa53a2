#pragma once
// Credentials as the hub sends them: JSON `{"id","secret","name"?}`.

#include "../protocol/json.h"
#include "configuration.h"

namespace marquee {

// False if id or secret is missing or not valid. `json` must hold an object.
bool read_credentials(const Json& json, Credentials& credentials);

// The form of every secret that the hub issues: `mqd_` and 43 characters of base64url.
bool is_issued_secret(Text secret);

}  // namespace marquee
