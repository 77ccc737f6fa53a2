// The firmware as a program: the same board, core, driver and link as on a chip, over the sockets of the system.
#include <signal.h>

#include <cstdio>
#include <cstring>
#include <memory>

#include "virtual-board.h"

namespace marquee {

namespace {

volatile sig_atomic_t must_stop = 0;

void stop(int) { must_stop = 1; }

int run(int count, char** arguments) {
  if (count == 2 && std::strcmp(arguments[1], "--help") == 0) {
    std::fputs(kUsage, stdout);
    return 0;
  }
  Options options;
  const std::string fault = parse_options(count, arguments, options);
  if (!fault.empty()) {
    std::fprintf(stderr, "virtual-display: %s\n%s", fault.c_str(), kUsage);
    return 2;
  }
  signal(SIGTERM, stop);
  signal(SIGINT, stop);
  FileStore files(options.store);
  MemoryStore memory;
  memory.stays = false;
  Store& store = options.store.empty() ? static_cast<Store&>(memory) : files;
  for (bool again = true; again;) {
    const auto board = std::make_unique<VirtualBoard>(options, store);
    if (!board->begin()) {
      std::fputs("virtual-display: the board does not begin\n", stderr);
      return 1;
    }
    again = board->run(must_stop);
    if (again && options.is_headless) std::puts("restarted");
  }
  return 0;
}

}  // namespace

}  // namespace marquee

int main(int count, char** arguments) { return marquee::run(count, arguments); }
