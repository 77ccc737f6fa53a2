#pragma once

#include <stdint.h>

extern "C" {
enum action_t { ACTION_COPY_RAW = 1 };
struct eboot_command {
  uint32_t magic;
  enum action_t action;
  uint32_t args[29];
  uint32_t crc32;
};
void eboot_command_write(struct eboot_command* command);
}
