#include "settings.h"

#include "fields.h"
#include "names.h"

namespace marquee {

namespace {

enum Setting : size_t { kColumns, kRows, kRom, kI2cAddress, kBrightness, kTimeZone, kPeers, kSettingCount };

constexpr FieldRule kSettingRules[kSettingCount] = {
    {"columns", FieldKind::kInteger, kMinColumns, kMaxColumns, ""},
    {"rows", FieldKind::kInteger, 1, kMaxRows, ""},
    {"rom", FieldKind::kChoice, 0, 0, "A00 A02"},
    {"i2cAddress", FieldKind::kInteger, 0, 127, ""},
    {"brightness", FieldKind::kInteger, 0, 255, ""},
    {"timeZone", FieldKind::kString, 0, kMaxTimeZoneBytes, ""},
    {"peers", FieldKind::kAny, 0, 0, ""},
};

enum SwitchField : size_t { kState, kLevel, kSwitchFieldCount };

constexpr FieldRule kSwitchRules[kSwitchFieldCount] = {
    {"state", FieldKind::kChoice, 0, 0, "OFF ON"},
    {"brightness", FieldKind::kInteger, 0, 255, ""},
};

Fault read_peers(const Json& json, int array, Settings& settings) {
  constexpr FieldRule kPeer = {"peers", FieldKind::kName, 0, 0, ""};
  if (json.type(array) != JsonType::kArray) return fault_at(ErrorCode::kWrongType, "peers", {});
  const int count = json.size(array);
  if (count > static_cast<int>(kMaxPeers)) return fault_at(ErrorCode::kOutOfRange, "peers", {});
  int token = json.first(array);
  for (int i = 0; i < count; i++, token = json.after(token)) {
    uint8_t bytes[kMaxNameBytes];
    Writer name(bytes, sizeof bytes);
    FieldValue value;
    const ErrorCode code = read_field(json, token, kPeer, name, value);
    if (code != ErrorCode::kNone) return fault_at(code, "peers", {});
    settings.peers[i].set(name.text());
  }
  settings.peer_count = static_cast<uint8_t>(count);
  return {};
}

void store(Setting field, const FieldValue& value, Text text, Settings& settings) {
  const uint8_t number = static_cast<uint8_t>(value.number);
  switch (field) {
    case kColumns: settings.size.columns = number; break;
    case kRows: settings.size.rows = number; break;
    case kRom: settings.size.rom = static_cast<Rom>(number); break;
    case kI2cAddress: settings.i2c_address = number; break;
    case kBrightness: settings.brightness = number; break;
    case kTimeZone: settings.time_zone.set(text); break;
    case kPeers: case kSettingCount: break;
  }
}

// Reads what find_fields found into a copy, so that a fault changes nothing.
Fault read_settings(const Json& json, const FieldTokens& found, Settings& settings) {
  Settings changed = settings;
  for (size_t i = 0; i < kSettingCount; i++) {
    if (found.values[i] < 0) continue;
    uint8_t bytes[kMaxTimeZoneBytes];
    Writer strings(bytes, sizeof bytes);
    FieldValue value;
    const ErrorCode code = read_field(json, found.values[i], kSettingRules[i], strings, value);
    if (code != ErrorCode::kNone) return fault_at(code, Text::of(kSettingRules[i].name), {});
    store(static_cast<Setting>(i), value, strings.text(), changed);
  }
  if (found.values[kPeers] >= 0) {
    const Fault fault = read_peers(json, found.values[kPeers], changed);
    if (fault) return fault;
  }
  if (!is_supported(changed.size.columns, changed.size.rows)) return fault_at(ErrorCode::kOutOfRange, "columns", {});
  settings = changed;
  return {};
}

Fault parse_object(Text payload, Json& json) {
  if (payload.size > kMaxPayloadBytes) return fault_at(ErrorCode::kPayloadTooLarge, {}, {});
  if (!json.parse(payload)) return fault_at(ErrorCode::kMalformedJson, {}, {});
  return json.type(0) == JsonType::kObject ? Fault{} : fault_at(ErrorCode::kWrongType, {}, {});
}

}  // namespace

Fault parse_settings(Text payload, Json& json, Settings& settings) {
  const Fault fault = parse_object(payload, json);
  if (fault) return fault;
  FieldTokens found;
  find_fields(json, 0, kSettingRules, kSettingCount, UnknownFields::kIgnore, {}, found);
  return read_settings(json, found, settings);
}

Fault parse_switch(Text payload, Json& json, Switch& state) {
  if (payload == "ON" || payload == "OFF") {
    state.on = payload == "ON";
    return {};
  }
  if (payload.empty() || payload[0] != '{') return fault_at(ErrorCode::kInvalidValue, "state", {});
  const Fault fault = parse_object(payload, json);
  if (fault) return fault;
  FieldTokens found;
  find_fields(json, 0, kSwitchRules, kSwitchFieldCount, UnknownFields::kIgnore, {}, found);
  if (found.values[kState] < 0) return fault_at(ErrorCode::kMissingField, "state", {});
  FieldValue values[kSwitchFieldCount];
  values[kLevel].number = state.brightness;
  for (size_t i = 0; i < kSwitchFieldCount; i++) {
    if (found.values[i] < 0) continue;
    Writer none(nullptr, 0);
    const ErrorCode code = read_field(json, found.values[i], kSwitchRules[i], none, values[i]);
    if (code != ErrorCode::kNone) return fault_at(code, Text::of(kSwitchRules[i].name), {});
  }
  state.on = values[kState].number != 0;
  state.brightness = static_cast<uint8_t>(values[kLevel].number);
  return {};
}

}  // namespace marquee
