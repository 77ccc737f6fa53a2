#include "../arduino/own-image.h"

#include <fstream>
#include <sstream>

#include "harness.h"
#include "update/image-tag.h"

using namespace marquee;

TEST("the image carries its tag, and says the same of itself") {
  std::ifstream file("/proc/self/exe", std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  const std::string image = bytes.str();
  const Text version = own_version();
  const Text board = own_board();
  CHECK(version == "1.2.3-test" && board == "host");
  const std::string text(version.data, version.data + version.size);
  // Tests have other tags than this one.
  CHECK(image.find(std::string("\x7Fmarquee-image board=host version=") + text + ";") != std::string::npos);
}
