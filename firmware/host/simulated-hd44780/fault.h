#pragma once
// What a driver did that the data sheet does not allow.

#include <stdint.h>

namespace marquee {

enum class LcdFault : uint8_t {
  kSelectSetup,      // RS or RW changed together with the rise of E (tAS)
  kDataHold,         // data or RS changed together with the fall of E (tH)
  kBusy,             // E rose while an instruction was executed
  kPowerUp,          // E rose within 40 ms of power
  kInitialisation,   // figure 24 was not kept: too early, or another instruction before its end
  kRead,             // RW is high: two drivers on the same pins
  kUnknownAddress,   // a DDRAM address that the line mode does not have
};

const char* name_of(LcdFault fault);

}  // namespace marquee
