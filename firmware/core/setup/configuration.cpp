#include "configuration.h"

#include "../text/writer.h"
#include "byte-reader.h"

namespace marquee {

namespace {

constexpr uint8_t kVersion = 1;
constexpr const char* kAuthorityKey = "authority";

static_assert(kMaxRecordBytes > 1 + kMaxNetworks * (2 + kMaxSsidBytes + kMaxPasswordBytes), "all networks fit");
static_assert(kMaxRecordBytes > 8 + kMaxHubHostBytes + kMaxHubPathBytes + kFingerprintBytes, "the hub's address fits");

void put_string(Writer& out, Text text) { out.put(static_cast<uint8_t>(text.size)).put(text); }

void write(const Networks& networks, Writer& out) {
  uint8_t kept = 0;
  for (size_t i = 0; i < networks.count; i++) kept = static_cast<uint8_t>(kept + (networks.list[i].is_compiled ? 0 : 1));
  out.put(kept);
  for (size_t i = 0; i < networks.count; i++) {
    if (networks.list[i].is_compiled) continue;
    put_string(out, networks.list[i].ssid.view());
    put_string(out, networks.list[i].password.view());
  }
}

void write(const HubEndpoint& hub, Writer& out) {
  put_string(out, hub.host.view());
  put_string(out, hub.path.view());
  out.put(static_cast<uint8_t>(hub.port >> 8)).put(static_cast<uint8_t>(hub.port));
  out.put(static_cast<uint8_t>(hub.tls)).put(static_cast<uint8_t>(hub.trust));
  out.put(Text(hub.fingerprint, kFingerprintBytes));
}

void write(const Credentials& credentials, Writer& out) {
  put_string(out, credentials.id.view());
  put_string(out, credentials.secret.view());
}

void write(const GlassSettings& glass, Writer& out) {
  out.put(glass.size.columns).put(glass.size.rows).put(static_cast<uint8_t>(glass.size.rom)).put(glass.i2c_address);
}

bool read(ByteReader& in, Networks& networks) {
  const uint8_t count = in.byte();
  if (count > kMaxNetworks) return false;
  for (uint8_t i = 0; i < count; i++) {
    networks.list[i].ssid.set(in.string(kMaxSsidBytes));
    networks.list[i].password.set(in.string(kMaxPasswordBytes));
    if (!is_valid(networks.list[i])) return false;
  }
  networks.count = count;
  return in.is_complete();
}

bool read(ByteReader& in, HubEndpoint& hub) {
  hub.host.set(in.string(kMaxHubHostBytes));
  hub.path.set(in.string(kMaxHubPathBytes));
  hub.port = in.word();
  hub.tls = in.byte() == 1;
  hub.trust = static_cast<Trust>(in.byte());
  copy_text(in.bytes(kFingerprintBytes), hub.fingerprint, kFingerprintBytes);
  return in.is_complete() && is_valid(hub);
}

bool read(ByteReader& in, Credentials& credentials) {
  credentials.id.set(in.string(kMaxNameBytes));
  credentials.secret.set(in.string(kMaxStoredSecretBytes));
  return in.is_complete() && is_valid(credentials);
}

bool read(ByteReader& in, GlassSettings& glass) {
  glass.size.columns = in.byte();
  glass.size.rows = in.byte();
  glass.size.rom = static_cast<Rom>(in.byte());
  glass.i2c_address = in.byte();
  return in.is_complete() && is_valid(glass);
}

template <typename Part>
void load(Store& store, RecordKind kind, const Part& otherwise, Part& part) {
  RecordBuffer buffer;
  Record record;
  part = Part{};
  if (load_record(store, kind, buffer, record) && record.version == kVersion) {
    ByteReader in(record.payload);
    if (read(in, part)) return;
  }
  part = otherwise;
}

template <typename Part>
bool save(Store& store, RecordKind kind, const Part& part) {
  RecordBuffer buffer;
  Writer out(buffer.payload(), kMaxRecordBytes);
  write(part, out);
  return !out.overflowed() && save_record(store, kind, kVersion, buffer, out.size());
}

}  // namespace

void load_configuration(Store& store, Configuration& configuration) {
  load(store, RecordKind::kNetworks, Networks{}, configuration.networks);
  load(store, RecordKind::kHub, HubEndpoint{}, configuration.hub);
  load(store, RecordKind::kCredentials, Credentials{}, configuration.credentials);
  load(store, RecordKind::kNextCredentials, Credentials{}, configuration.next);
  configuration.compiled = Credentials{};
  load(store, RecordKind::kGlass, kDefaultGlass, configuration.glass);
}

bool save_networks(Store& store, const Networks& networks) {
  if (networks.count > kMaxNetworks) return false;
  for (size_t i = 0; i < networks.count; i++) {
    if (!is_valid(networks.list[i])) return false;
  }
  return save(store, RecordKind::kNetworks, networks);
}

bool save_hub(Store& store, const HubEndpoint& hub) { return is_valid(hub) && save(store, RecordKind::kHub, hub); }

bool save_credentials(Store& store, const Credentials& credentials) {
  return is_valid(credentials) && save(store, RecordKind::kCredentials, credentials);
}

bool save_next_credentials(Store& store, const Credentials& credentials) {
  return is_valid(credentials) && save(store, RecordKind::kNextCredentials, credentials);
}

bool save_glass(Store& store, const GlassSettings& glass) { return is_valid(glass) && save(store, RecordKind::kGlass, glass); }

// The next ones count for nothing without those before.
bool forget_credentials(Store& store) {
  const bool is_gone = erase_record(store, RecordKind::kCredentials);
  return erase_record(store, RecordKind::kNextCredentials) && is_gone;
}

bool forget_configuration(Store& store) {
  constexpr RecordKind kKinds[] = {RecordKind::kNetworks, RecordKind::kHub, RecordKind::kGlass};
  bool is_gone = forget_credentials(store);
  for (const RecordKind kind : kKinds) is_gone = erase_record(store, kind) && is_gone;
  return store.erase(kAuthorityKey) && is_gone;
}

size_t load_authority(Store& store, uint8_t* out, size_t capacity) { return store.read(kAuthorityKey, out, capacity); }

bool save_authority(Store& store, Text pem) {
  if (!starts_with(pem, "-----BEGIN CERTIFICATE-----") || pem.size > kMaxAuthorityBytes) return false;
  return store.write(kAuthorityKey, pem);
}

}  // namespace marquee
