// The firmware of a board: everything is in its parts, and each turn of the loop gives all of them their time.
#if defined(ESP32) || defined(ESP8266)

#include <Arduino.h>

#include "board-parts.h"

namespace {

constexpr unsigned long kSerialBaud = 115200;

marquee::BoardParts& parts() {
  static marquee::BoardParts all;
  return all;
}

}  // namespace

void setup() {
  // Improv's own speed.
  Serial.begin(kSerialBaud);
  if (!parts().begin()) Serial.println("marquee: no memory or no store");
}

void loop() {
  parts().loop();
  yield();
}

#endif
