#include "i2c-bus.h"

#include <Arduino.h>
#include <Wire.h>

namespace {

// The most that a PCF8574 takes.
constexpr uint32_t kClockHz = 100000;
constexpr uint16_t kTimeoutMs = 20;

// A chip that was reset in the middle of a byte leaves the other side waiting for clocks, at most nine of them
// (UM10204, 3.1.16).
void free_bus(const I2cPins& pins) {
  pinMode(pins.sda, INPUT_PULLUP);
  pinMode(pins.scl, OUTPUT_OPEN_DRAIN);
  for (int i = 0; i < 9 && digitalRead(pins.sda) == LOW; i++) {
    digitalWrite(pins.scl, LOW);
    delayMicroseconds(5);
    digitalWrite(pins.scl, HIGH);
    delayMicroseconds(5);
  }
}

}  // namespace

void I2cBus::begin(const I2cPins& pins) {
  free_bus(pins);
  Wire.begin(pins.sda, pins.scl);
  Wire.setClock(kClockHz);
#if defined(ESP8266)
  Wire.setClockStretchLimit(kTimeoutMs * 1000u);
#else
  Wire.setTimeOut(kTimeoutMs);
#endif
}

bool I2cBus::write(void*, uint8_t address, const uint8_t* bytes, size_t count) {
  Wire.beginTransmission(address);
  const bool is_taken = count == 0 || Wire.write(bytes, count) == count;
  return Wire.endTransmission() == 0 && is_taken;
}
