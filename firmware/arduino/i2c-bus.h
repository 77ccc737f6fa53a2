#pragma once
// The I2C bus by Arduino's Wire.

#include "../lcd/i2c-port.h"

// Numbers of GPIOs.
struct I2cPins {
  uint8_t sda;
  uint8_t scl;
};

class I2cBus {
 public:
  // Call once, before the port is used.
  void begin(const I2cPins& pins);
  // Waits until the bytes are out: 3 ms for a full transmission. A bus that somebody holds costs 20 ms and is a NACK.
  marquee::I2cPort port() { return {&I2cBus::write, nullptr}; }

 private:
  static bool write(void* context, uint8_t address, const uint8_t* bytes, size_t count);
};
