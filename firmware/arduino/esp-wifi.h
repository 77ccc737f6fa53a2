#pragma once
// The radio of ESP32 and ESP8266 as the set-up drives it. Nothing here waits.

#include "setup/set-up.h"

namespace marquee {

class EspWifi final : public WifiPort {
 public:
  // Once. The SDK keeps no networks of its own.
  void begin();
  void mac(uint8_t (&mac)[6]) const;

  void join(const Network& network) override;
  bool is_joined() override;
  void open_access_point(const SetupNetwork& network) override;
  void close_access_point() override;
  bool is_access_point_used() override;
  void start_scan() override;
  bool take_scan(ScanList& list) override;

 private:
  bool is_scanning_ = false;
  bool is_leaving_ = false;
  uint32_t left_ms_ = 0;
  uint32_t scan_since_ms_ = 0;
  uint32_t tried_ms_ = 0;
};

}  // namespace marquee
