#pragma once
// The hub's address as people write it: `hub.local`, `192.168.1.10:8080`, `wss://hub.example/mqtt`.

#include "../text/writer.h"
#include "configuration.h"

namespace marquee {

constexpr uint16_t kDefaultHubPort = 8080;
constexpr uint16_t kDefaultTlsPort = 443;

enum class AddressFault : uint8_t { kNone, kScheme, kHost, kPort, kPath, kNeedsFingerprint, kFingerprint, kNeedsAuthority };

// Reads `[ws://|wss://]host[:port][/path]`; http and https mean the same. Without a path it is /mqtt. An empty text is
// the hub that discovery finds. wss needs the fingerprint: 64 hexadecimal digits, with colons or without;
// where kCanPinCertificates is false it needs an authority, and is refused here. `hub` is
// written only if there is no fault.
AddressFault parse_hub_address(Text text, Text fingerprint, HubEndpoint& hub);

// The same for a wss hub that is checked against an authority.
AddressFault parse_trusted_address(Text text, HubEndpoint& hub);

// What is wrong and how it is put right, in one sentence.
Text sentence_of(AddressFault fault);

// Writes the address in the same form, without the fingerprint.
void write_hub_address(const HubEndpoint& hub, Writer& out);

// 64 hexadecimal digits, with colons or without.
bool parse_fingerprint(Text text, uint8_t (&out)[kFingerprintBytes]);

}  // namespace marquee
