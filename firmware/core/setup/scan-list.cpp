#include "scan-list.h"

namespace marquee {

void ScanList::remove(size_t index) {
  count_--;
  for (size_t i = index; i < count_; i++) networks_[i] = networks_[i + 1];
}

void ScanList::add(Text ssid, int rssi_dbm, bool is_secured) {
  if (ssid.empty() || ssid.size > kMaxSsidBytes) return;
  const int8_t rssi = static_cast<int8_t>(rssi_dbm < -127 ? -127 : rssi_dbm > 0 ? 0 : rssi_dbm);
  for (size_t i = 0; i < count_; i++) {
    if (networks_[i].ssid.view() != ssid) continue;
    if (networks_[i].rssi_dbm >= rssi) return;
    remove(i);
  }
  size_t place = 0;
  while (place < count_ && networks_[place].rssi_dbm >= rssi) place++;
  if (place == kMaxScanned) return;
  if (count_ < kMaxScanned) count_++;
  for (size_t i = count_ - 1u; i > place; i--) networks_[i] = networks_[i - 1];
  networks_[place].ssid.set(ssid);
  networks_[place].rssi_dbm = rssi;
  networks_[place].is_secured = is_secured;
}

}  // namespace marquee
