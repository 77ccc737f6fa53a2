#pragma once
// A test is a sentence and a body; a failed check is reported and the body goes on.

#include <sstream>
#include <string>

namespace harness {

struct Test {
  Test(const char* title, void (*body)());
};

void report(const char* file, int line, const std::string& message);

template <typename A, typename B>
void check_equal(const A& actual, const B& expected, const char* file, int line) {
  if (actual == expected) return;
  std::ostringstream message;
  message << "got " << actual << ", expected " << expected;
  report(file, line, message.str());
}

}  // namespace harness

#define HARNESS_JOIN2(a, b) a##b
#define HARNESS_JOIN(a, b) HARNESS_JOIN2(a, b)
#define TEST(title)                                                                             \
  static void HARNESS_JOIN(test_, __LINE__)();                                                  \
  static const harness::Test HARNESS_JOIN(entry_, __LINE__)(title, HARNESS_JOIN(test_, __LINE__)); \
  static void HARNESS_JOIN(test_, __LINE__)()

#define CHECK(condition) \
  if (!(condition)) harness::report(__FILE__, __LINE__, #condition)
#define CHECK_EQUAL(actual, expected) harness::check_equal(actual, expected, __FILE__, __LINE__)
#define FAIL(message) harness::report(__FILE__, __LINE__, message)
