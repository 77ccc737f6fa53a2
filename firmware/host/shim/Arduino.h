#pragma once
// As much of the Arduino core as the firmware and PubSubClient need, on a PC.

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "IPAddress.h"
#include "Print.h"
#include "Stream.h"

using boolean = bool;
using byte = uint8_t;

#define PROGMEM
#define pgm_read_byte_near(address) (*reinterpret_cast<const uint8_t*>(address))

// Milliseconds since the start of the program. 32 bits, as on boards, so that it wraps after 49.7 days.
uint32_t millis();
void delay(uint32_t ms);
inline void yield() {}
