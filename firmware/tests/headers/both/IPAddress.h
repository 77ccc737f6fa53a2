#pragma once

#include <stdint.h>

class IPAddress {
 public:
  IPAddress();
  uint8_t operator[](int index) const;
};
