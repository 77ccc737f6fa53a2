#pragma once
// The command line of virtual-display.

#include <cstdint>
#include <string>
#include <vector>

#include "../core/glass/frame.h"

namespace marquee {

// A button that presses itself so long after the start.
struct ScheduledPress {
  std::string name;
  uint32_t at_ms;
};

struct Options {
  std::string host = "127.0.0.1";
  uint16_t port = 8080;
  std::string path = "/mqtt";
  // Without one it is the one that is kept, or that pairing gives.
  std::string id;
  std::string secret;
  Size size{16, 2, Rom::A00};
  // Where set-up and credentials are kept; empty = nowhere.
  std::string store;
  // The hub is asked for in the local network.
  bool discovers = false;
  std::vector<ScheduledPress> presses;
  bool is_tcp = false;
  bool is_headless = false;
  // A line for each message that arrives, shown or not.
  bool prints_messages = false;
  // Counts upwards in turns with another display; empty = no.
  std::string exchange_with;
  uint32_t exchange_first = 1;
  uint32_t exchange_period_ms = 2000;
};

extern const char* const kUsage;

// Returns what is wrong with the command line in one sentence, empty if nothing is.
std::string parse_options(int count, char** arguments, Options& options);

}  // namespace marquee
