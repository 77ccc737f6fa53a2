#pragma once
// What a board is made of, as the board sees it. Each port has one adapter on a chip and one on a PC. No call waits.

#include "../core/display.h"
#include "../core/input/tune.h"
#include "../core/link/link.h"
#include "../core/setup/configuration.h"
#include "../core/setup/dial-fault.h"
#include "../lcd/test-pictures.h"

namespace marquee {

// The LCD.
class Glass {
 public:
  // Brings the glass a step closer to what is to be on it. Returns the milliseconds until it wants to be called again.
  virtual uint32_t show(const Screen& screen, const Switch& backlight, uint32_t now_ms) = 0;
  // Since the start.
  virtual uint32_t i2c_errors() = 0;
  // Where the LCD is, 7 bits; 0 searches for it.
  virtual void set_address(uint8_t address) = 0;
  // Shown instead of the screen until it is kNone.
  virtual void show_test(TestPicture test) = 0;

 protected:
  ~Glass() = default;
};

// What people press, hear and see besides the LCD.
class Panel {
 public:
  // The next event of an input, named as in `displays/<id>/input/<name>`; false if there is none. Valid until the next call.
  virtual bool next_input(Text& name, Text& event, uint32_t now_ms) = 0;
  // Milliseconds that a button has been down, the first one is 0; 0 if it is up or not there.
  virtual uint32_t held_ms(uint8_t button) = 0;
  virtual void set_led(const Switch& led) = 0;
  // A tune in RTTTL, valid during the call. One with a fault is not played.
  virtual TuneFault play(Text tune, uint32_t now_ms) = 0;

 protected:
  ~Panel() = default;
};

// The machine.
class System {
 public:
  // Wi-Fi signal in dBm and free memory in bytes.
  virtual int32_t rssi() = 0;
  virtual uint32_t free_heap() = 0;
  // Milliseconds since 1970, 0 while nobody knows.
  virtual int64_t unix_ms() = 0;
  // In the network that was joined; empty if unknown. Valid until the next call.
  virtual Text ip() = 0;
  virtual void restart() = 0;

 protected:
  ~System() = default;
};

// The way from the joined network to the hub.
class HubRoute {
 public:
  // A network has been joined, for the first time or again.
  virtual void joined() = 0;
  // Asks the local network, for 3 s at most. True if a hub answered.
  virtual bool discover(HubEndpoint& hub) = 0;
  // Where the next connection goes; there is none before. The hub must outlive its use.
  virtual void take(const HubEndpoint& hub) = 0;
  // Why the last try to reach it failed.
  virtual DialFault fault() = 0;

 protected:
  ~HubRoute() = default;
};

// What a sketch hears of the messages of this display.
class MessageObserver {
 public:
  // Valid during the call; nothing may be published in it.
  virtual void message_received(Text payload) = 0;

 protected:
  ~MessageObserver() = default;
};

// All must outlive the board; `observer` may be null.
struct BoardPorts {
  HubConnection& hub;
  Publisher& publisher;
  Random& random;
  Glass& glass;
  Panel& panel;
  System& system;
  MessageObserver* observer;
};

}  // namespace marquee
