#pragma once
// The chip: its radio's signal, memory, clock and random numbers.

#include "../board/ports.h"

namespace marquee {

class EspSystem final : public System {
 public:
  int32_t rssi() override;
  uint32_t free_heap() override;
  int64_t unix_ms() override;
  Text ip() override;
  void restart() override;

 private:
  char ip_[16] = {};
};

class EspRandom final : public Random {
 public:
  uint32_t next() override;
};

}  // namespace marquee
