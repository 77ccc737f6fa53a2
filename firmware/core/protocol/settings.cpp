#include "settings.h"

#include "fields.h"

namespace marquee {

namespace {

constexpr FieldRule kPeer = {"", FieldKind::kName, 0, kMaxNameBytes};
constexpr ListRule kPeerList = {
    {&kPeer, 1, false}, false, 0, kMaxPeers, sizeof(Settings::peers[0]), offsetof(Settings, peer_count)};

constexpr FieldRule kSettingFields[] = {
    {"columns", FieldKind::kInteger, offsetof(Settings, size.columns), 1, kMinColumns, kMaxColumns},
    {"rows", FieldKind::kInteger, offsetof(Settings, size.rows), 1, 1, kMaxRows},
    {"rom A00 A02", FieldKind::kChoice, offsetof(Settings, size.rom), 1},
    {"i2cAddress", FieldKind::kInteger, offsetof(Settings, i2c_address), 1, 0, 127},
    {"brightness", FieldKind::kInteger, offsetof(Settings, brightness), 1, 0, 255},
    {"timeZone", FieldKind::kString, offsetof(Settings, time_zone), kMaxTimeZoneBytes, 0, kMaxTimeZoneBytes},
    {"peers", kPeerList, offsetof(Settings, peers)},
};
constexpr ObjectRule kSettingRule = {kSettingFields, count_of(kSettingFields), true};

constexpr FieldRule kSwitchFields[] = {
    FieldRule("state OFF ON", FieldKind::kChoice, offsetof(Switch, on), 1).required(),
    {"brightness", FieldKind::kInteger, offsetof(Switch, brightness), 1, 0, 255},
};
constexpr ObjectRule kSwitchRule = {kSwitchFields, count_of(kSwitchFields), true};

bool read_payload(Text payload, Json& json, const ObjectRule& rule, void* target, Fault& fault) {
  if (!json.parse_object(payload, fault)) return false;
  // A string goes into the target at once, so there is room for one.
  uint8_t bytes[kMaxTimeZoneBytes];
  Writer strings(bytes, sizeof bytes);
  FieldSet found;
  return read_object(json, 0, rule, target, strings, found, fault);
}

}  // namespace

Fault parse_settings(Text payload, Json& json, Settings& settings) {
  Fault fault;
  Settings changed = settings;
  if (!read_payload(payload, json, kSettingRule, &changed, fault)) return fault;
  if (is_supported(changed.size.columns, changed.size.rows)) {
    settings = changed;
  } else {
    fault.set(ErrorCode::kOutOfRange, "columns");
  }
  return fault;
}

Fault parse_switch(Text payload, Json& json, Switch& state) {
  Fault fault;
  Switch changed = state;
  if (payload == "ON" || payload == "OFF") {
    changed.on = payload == "ON";
  } else if (payload.empty() || payload[0] != '{') {
    fault.set(ErrorCode::kInvalidValue, "state");
  } else {
    read_payload(payload, json, kSwitchRule, &changed, fault);
  }
  if (!fault) state = changed;
  return fault;
}

}  // namespace marquee
