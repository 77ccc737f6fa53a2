#include "hub-address.h"

#include "hex.h"

namespace marquee {

namespace {

bool take_prefix(Text& text, Text prefix) {
  if (!starts_with(text, prefix)) return false;
  text = text.from(prefix.size);
  return true;
}

Text trimmed(Text text) {
  while (!text.empty() && text[0] == ' ') text = text.from(1);
  while (!text.empty() && text[text.size - 1] == ' ') text.size--;
  return text;
}

size_t find(Text text, uint8_t byte) {
  size_t at = 0;
  while (at < text.size && text[at] != byte) at++;
  return at;
}

// An IPv6 address stands in brackets.
bool take_host(Text& authority, Text& host) {
  if (!authority.empty() && authority[0] == '[') {
    const size_t end = find(authority, ']');
    if (end == authority.size) return false;
    host = authority.from(1).first(end - 1);
    authority = authority.from(end + 1);
  } else {
    host = authority.first(find(authority, ':'));
    authority = authority.from(host.size);
  }
  return !host.empty() && host.size <= kMaxHubHostBytes;
}

bool take_port(Text text, uint16_t& port) {
  if (text.empty()) return true;
  if (text[0] != ':' || text.size < 2 || text.size > 6) return false;
  uint32_t value = 0;
  for (size_t i = 1; i < text.size; i++) {
    if (!is_digit(text[i])) return false;
    value = value * 10 + (text[i] - uint32_t{'0'});
  }
  port = static_cast<uint16_t>(value);
  return value >= 1 && value <= 65535;
}

}  // namespace

bool parse_fingerprint(Text text, uint8_t (&out)[kFingerprintBytes]) {
  uint8_t digits[2 * kFingerprintBytes];
  size_t count = 0;
  for (size_t i = 0; i < text.size; i++) {
    if (text[i] == ':' || text[i] == ' ') continue;
    if (count == sizeof digits) return false;
    digits[count++] = text[i];
  }
  return count == sizeof digits && from_hex({digits, count}, out, kFingerprintBytes);
}

namespace {

// Everything but how the hub proves itself.
AddressFault parse_place(Text text, HubEndpoint& read) {
  Text rest = trimmed(text);
  read.tls = take_prefix(rest, "wss://") || take_prefix(rest, "https://");
  if (!read.tls && !take_prefix(rest, "ws://")) take_prefix(rest, "http://");
  read.port = read.tls ? kDefaultTlsPort : kDefaultHubPort;
  Text authority = rest.first(find(rest, '/'));
  const Text path = rest.from(authority.size);
  for (size_t i = 0; i + 2 < rest.size; i++) {
    if (starts_with(rest.from(i), "://")) return AddressFault::kScheme;
  }
  Text host;
  if (!trimmed(text).empty() && !take_host(authority, host)) return AddressFault::kHost;
  if (!take_port(authority, read.port)) return AddressFault::kPort;
  if (path.size > kMaxHubPathBytes) return AddressFault::kPath;
  read.host.set(host);
  read.path.set("/");
  HubEndpoint plain = read;
  plain.tls = false;
  if (!is_valid(plain)) return AddressFault::kHost;
  if (path.size <= 1) read.path.set("/mqtt");
  if (path.size > 1) read.path.set(path);
  plain.path = read.path;
  return is_valid(plain) ? AddressFault::kNone : AddressFault::kPath;
}

}  // namespace

AddressFault parse_hub_address(Text text, Text fingerprint, HubEndpoint& hub) {
  HubEndpoint read{};
  const AddressFault fault = parse_place(text, read);
  if (fault != AddressFault::kNone) return fault;
  if (read.tls) {
    if (!kCanPinCertificates) return AddressFault::kNeedsAuthority;
    if (trimmed(fingerprint).empty()) return AddressFault::kNeedsFingerprint;
    if (!parse_fingerprint(fingerprint, read.fingerprint)) return AddressFault::kFingerprint;
    read.trust = Trust::kFingerprint;
  }
  hub = read;
  return AddressFault::kNone;
}

AddressFault parse_trusted_address(Text text, HubEndpoint& hub) {
  HubEndpoint read{};
  const AddressFault fault = parse_place(text, read);
  if (fault != AddressFault::kNone) return fault;
  read.trust = read.tls ? Trust::kAuthority : Trust::kNone;
  hub = read;
  return AddressFault::kNone;
}

Text sentence_of(AddressFault fault) {
  switch (fault) {
    case AddressFault::kNone: return "";
    case AddressFault::kScheme: return "The hub's address may begin with ws:// or wss:// only.";
    case AddressFault::kHost: return "The hub's address needs a host name or IP address of up to 64 letters, digits, dots and hyphens.";
    case AddressFault::kPort: return "The port of the hub is a number from 1 to 65535.";
    case AddressFault::kPath: return "The path of the hub's address has up to 64 bytes of letters, digits and /.-_~%?=&+.";
    case AddressFault::kNeedsFingerprint: return "wss:// needs the SHA-256 fingerprint of the hub's certificate.";
    case AddressFault::kFingerprint: return "The fingerprint has 64 hexadecimal digits, with colons or without.";
    case AddressFault::kNeedsAuthority: return "On this board wss:// is set up in config.h, with the certificate of its authority.";
  }
  return "";
}

void write_hub_address(const HubEndpoint& hub, Writer& out) {
  if (hub.host.empty()) return;
  const bool is_ipv6 = find(hub.host.view(), ':') < hub.host.size;
  out.put(hub.tls ? "wss://" : "ws://");
  if (is_ipv6) out.put('[');
  out.put(hub.host.view());
  if (is_ipv6) out.put(']');
  out.put(':').number(hub.port).put(hub.path.view());
}

}  // namespace marquee
