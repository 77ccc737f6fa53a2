#pragma once

#include <stdint.h>

extern "C" uint32_t flash_file_system_start;
#define FS_PHYS_ADDR (flash_file_system_start - 0x40200000u)
