#pragma once

#include <stdint.h>

extern "C" void esp_restart(void);
extern "C" uint32_t esp_random(void);
