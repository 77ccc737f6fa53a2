#pragma once
// The command line of virtual-display.

#include <cstdint>
#include <string>

#include "../core/glass/frame.h"

namespace marquee {

struct Options {
  std::string host = "127.0.0.1";
  uint16_t port = 8080;
  std::string path = "/mqtt";
  std::string id;
  std::string secret;
  Size size{16, 2, Rom::A00};
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
