#include "pc-parts.h"

#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include <cstdlib>

namespace marquee {

uint32_t PcRandom::next() {
  uint32_t bits = 0;
  if (getrandom(&bits, sizeof bits, 0) != sizeof bits) std::abort();
  return bits;
}

uint32_t PcSystem::free_heap() {
  const int64_t bytes = static_cast<int64_t>(sysconf(_SC_AVPHYS_PAGES)) * sysconf(_SC_PAGESIZE);
  return bytes < INT32_MAX ? static_cast<uint32_t>(bytes) : static_cast<uint32_t>(INT32_MAX);
}

int64_t PcSystem::unix_ms() {
  timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return static_cast<int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1000000;
}

}  // namespace marquee
