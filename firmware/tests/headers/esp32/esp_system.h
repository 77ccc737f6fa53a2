#pragma once

extern "C" void esp_restart(void);
