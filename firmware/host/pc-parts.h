#pragma once
// The parts of a board as a PC has them.

#include "../board/ports.h"
#include "../core/setup/set-up.h"

namespace marquee {

// The system's own random bytes.
class PcRandom final : public Random {
 public:
  uint32_t next() override;
};

class PcSystem final : public System {
 public:
  int32_t rssi() override { return 0; }
  uint32_t free_heap() override;
  int64_t unix_ms() override;
  Text ip() override { return {}; }
  void restart() override { must_restart_ = true; }
  bool must_restart() const { return must_restart_; }

 private:
  bool must_restart_ = false;
};

// The network of a PC is there already.
class PcWifi final : public WifiPort {
 public:
  void join(const Network&) override {}
  bool is_joined() override { return true; }
  void open_access_point(const SetupNetwork&) override {}
  void close_access_point() override {}
  bool is_access_point_used() override { return false; }
  void start_scan() override {}
  bool take_scan(ScanList&) override { return false; }
};

// Nobody talks Improv to a PC.
class PcSerial final : public ByteSink {
 public:
  void write(Text) override {}
};

}  // namespace marquee
