#if defined(ESP32) || defined(ESP8266)

#include "board-parts.h"

#include "own-image.h"

namespace marquee {

namespace {

// Of every board in its own access point, in both cores.
constexpr char kAccessPointAddress[] = "192.168.4.1";

#ifdef ESP32
ChipImageSlot make_slot(Store&) { return {}; }
#else
ChipImageSlot make_slot(Store& store) { return ChipImageSlot(store); }
#endif

CompiledConfiguration compiled_in() {
  CompiledConfiguration compiled{};
  compiled.ssid = MARQUEE_WIFI_SSID;
  compiled.password = MARQUEE_WIFI_PASSWORD;
  compiled.hub = MARQUEE_HUB;
  compiled.fingerprint = MARQUEE_HUB_FINGERPRINT;
  compiled.authority = MARQUEE_HUB_AUTHORITY;
  compiled.display_id = MARQUEE_DISPLAY_ID;
  compiled.secret = MARQUEE_DISPLAY_SECRET;
#ifdef MARQUEE_DANGEROUSLY_ACCEPT_ANY_CERTIFICATE
  compiled.accepts_any_certificate = true;
#endif
  return compiled;
}

}  // namespace

BoardParts::BoardParts()
    : serial_(Serial),
      controls_(pins_),
      lcd_(bus_.port(), LcdOptions{}, {&GpioPins::set_backlight, &pins_}),
      glass_(lcd_),
      panel_(controls_),
      set_up_(wifi_, store_, serial_),
      portal_(set_up_.portal()),
      update_connection_(update_socket_),
      web_socket_(socket_.client(), random_),
      dialer_({set_up_, socket_, update_socket_, update_connection_, web_socket_, authority_, name_}),
      hub_(socket_.client(), &web_socket_, dialer_),
      slot_(make_slot(store_)),
      images_(slot_),
      verifier_(key_.bytes),
      updater_({update_connection_, slot_, verifier_, store_, trial_, json_, {}, own_board(), own_version()}),
      updates_({updater_, trial_, store_, images_, key_.is_set}),
      device_({{hub_, hub_, random_, glass_, panel_, system_, nullptr}, set_up_, dialer_, json_, &updates_}) {}

// What was kept comes before what is compiled in.
void BoardParts::find_authority() {
  uint8_t* const bytes = reinterpret_cast<uint8_t*>(authority_);
  size_t size = load_authority(store_, bytes, kMaxAuthorityBytes);
  if (size == 0) size = copy_text(MARQUEE_HUB_AUTHORITY, bytes, kMaxAuthorityBytes);
  authority_[size] = 0;
}

bool BoardParts::begin() {
  const uint32_t now = millis();
#ifdef ESP8266
  const bool has_store = store_.begin();
#else
  const bool has_store = true;
#endif
  updates_.begin(own_version(), now);
  DeviceIdentity identity{};
  wifi_.begin();
  wifi_.mac(identity.mac);
  identity.board = own_board();
  identity.firmware = own_version();
  identity.capabilities = "backlight,led,buttons,buzzer";
  device_.begin(identity);
  pins_.begin(default_gpio_numbers());
  bus_.begin(default_i2c_pins());
  for (const char* button : {"button-1", "button-2", "button-3", "button-4"}) controls_.add_button(Text::of(button));
  SetUpIdentity own{};
  memcpy(own.mac, identity.mac, sizeof own.mac);
  own.board = identity.board;
  own.version = identity.firmware;
  own.address = kAccessPointAddress;
  set_up_.begin(own, random_.next(), now);
  if (apply(compiled_in(), set_up_.configuration()) != CompiledFault::kNone) Serial.println("marquee: a value of config.h is not valid");
  SetupNetwork network;
  name_setup_network(identity.mac, 0, network);
  name_[copy_text(network.ssid.view(), reinterpret_cast<uint8_t*>(name_), kMaxSsidBytes)] = 0;
  find_authority();
  dialer_.begin(hub_);
  return hub_.begin(device_) && has_store;
}

void BoardParts::loop() {
  const uint32_t now = millis();
  for (int byte = serial_.read(); byte >= 0; byte = serial_.read()) set_up_.receive_serial(static_cast<uint8_t>(byte), now);
  portal_.loop(set_up_.is_portal_open(), now);
  device_.loop(now);
}

}  // namespace marquee

#endif
