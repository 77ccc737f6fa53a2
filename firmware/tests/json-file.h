#pragma once
// Reads the JSON files that C++ and TypeScript tests share, with jsmn.

#include <map>
#include <string>
#include <vector>

struct Value {
  enum Type { kMissing, kObject, kArray, kString, kPrimitive };
  Type type = kMissing;
  std::string text;  // strings unescaped, primitives as they stand
  std::vector<Value> elements;
  std::map<std::string, Value> members;

  // A value of type kMissing if there is no such member.
  const Value& operator[](const std::string& key) const;
  bool exists() const { return type != kMissing; }
  int number() const { return std::stoi(text); }
  bool is_true() const { return text == "true"; }
};

// A file below `tests/contract/`. Missing files are of type kMissing.
Value read_json_file(const std::string& path);

std::string from_hex(const std::string& hex);
std::string to_hex(const unsigned char* bytes, size_t count);
