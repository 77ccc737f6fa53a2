#pragma once
// What a board is made of, as the board sees it. Each port has one adapter on a chip and one on a PC. No call waits.

#include "../core/display.h"
#include "../core/link/link.h"

namespace marquee {

// The LCD.
class Glass {
 public:
  // Brings the glass a step closer to what is to be on it. Returns the milliseconds until it wants to be called again.
  virtual uint32_t show(const Screen& screen, const Switch& backlight, uint32_t now_ms) = 0;
  // Since the start.
  virtual uint32_t i2c_errors() = 0;

 protected:
  ~Glass() = default;
};

// What people press, hear and see besides the LCD.
class Panel {
 public:
  // The next event of an input, named as in `displays/<id>/input/<name>`; false if there is none. Valid until the next call.
  virtual bool next_input(Text& name, Text& event, uint32_t now_ms) = 0;
  virtual void set_led(const Switch& led) = 0;
  // A tune in RTTTL, valid during the call.
  virtual void play(Text tune, uint32_t now_ms) = 0;

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
  virtual void restart() = 0;

 protected:
  ~System() = default;
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
