#pragma once
// The networks of one scan, each SSID once, the strongest first.

#include "limits.h"
#include "../text/view.h"

namespace marquee {

struct ScannedNetwork {
  ShortText<kMaxSsidBytes> ssid;
  int8_t rssi_dbm;
  bool is_secured;
};

// All zeros is a valid, empty list.
class ScanList {
 public:
  void clear() { count_ = 0; }
  // An SSID of 1 to 32 bytes; hidden networks have none. The weakest make room when the list is full.
  void add(Text ssid, int rssi_dbm, bool is_secured);
  size_t count() const { return count_; }
  const ScannedNetwork& operator[](size_t index) const { return networks_[index]; }

 private:
  void remove(size_t index);

  ScannedNetwork networks_[kMaxScanned];
  uint8_t count_;
};

}  // namespace marquee
