#pragma once
// How the driver reaches the bus.

#include <stddef.h>
#include <stdint.h>

namespace marquee {

// Sends `count` bytes (0 to kTransmissionBytes) to a 7-bit address at 100 kHz or less and returns when they are out.
// False if the address or a byte was not acknowledged. No bytes ask whether anybody is there.
using WriteI2c = bool (*)(void* context, uint8_t address, const uint8_t* bytes, size_t count);

struct I2cPort {
  WriteI2c write;
  void* context;
};

}  // namespace marquee
