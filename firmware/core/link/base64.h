#pragma once
// Base64 (RFC 4648, section 4), with padding.

#include "../text/writer.h"

namespace marquee {

constexpr size_t base64_size(size_t count) { return (count + 2) / 3 * 4; }

void write_base64(const uint8_t* bytes, size_t count, Writer& out);

}  // namespace marquee
