#include <cstdio>
#include <vector>

#include "harness.h"

namespace harness {

namespace {

struct Entry {
  const char* title;
  void (*body)();
};

std::vector<Entry>& entries() {
  static std::vector<Entry> all;
  return all;
}

bool failed = false;

}  // namespace

Test::Test(const char* title, void (*body)()) { entries().push_back({title, body}); }

void report(const char* file, int line, const std::string& message) {
  std::printf("  %s:%d: %s\n", file, line, message.c_str());
  failed = true;
}

}  // namespace harness

int main() {
  int failures = 0;
  for (const harness::Entry& test : harness::entries()) {
    harness::failed = false;
    test.body();
    if (harness::failed) {
      failures++;
      std::printf("FAILED: %s\n", test.title);
    }
  }
  std::printf("core-tests: %d passed, %d failed\n", static_cast<int>(harness::entries().size()) - failures, failures);
  return failures == 0 ? 0 : 1;
}
