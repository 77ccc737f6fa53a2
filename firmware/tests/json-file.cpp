#include "json-file.h"

#include <fstream>
#include <iterator>

#include "protocol/json.h"

namespace {

// Lone surrogates become U+FFFD, as TextEncoder makes them.
std::string unescaped(const std::string& quoted) {
  static marquee::Json json;
  const std::string array = "[\"" + quoted + "\"]";
  std::vector<uint8_t> bytes(array.size() * 3 + 1);
  marquee::Writer writer(bytes.data(), bytes.size());
  if (!json.parse({reinterpret_cast<const uint8_t*>(array.data()), array.size()})) return "not valid: " + quoted;
  json.unescape(1, writer);
  return std::string(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(writer.size()));
}

class Tree {
 public:
  Tree(const std::string& text, const std::vector<jsmntok_t>& tokens) : text_(text), tokens_(tokens) {}

  Value value() {
    const jsmntok_t& token = tokens_[next_++];
    Value value;
    if (token.type == JSMN_STRING) value.type = Value::kString;
    if (token.type == JSMN_PRIMITIVE) value.type = Value::kPrimitive;
    if (token.type == JSMN_STRING) value.text = unescaped(raw(token));
    if (token.type == JSMN_PRIMITIVE) value.text = raw(token);
    if (token.type == JSMN_ARRAY) {
      value.type = Value::kArray;
      for (int i = 0; i < token.size; i++) value.elements.push_back(this->value());
    }
    if (token.type == JSMN_OBJECT) {
      value.type = Value::kObject;
      for (int i = 0; i < token.size; i++) {
        const std::string key = unescaped(raw(tokens_[next_++]));
        value.members[key] = this->value();
      }
    }
    return value;
  }

 private:
  std::string raw(const jsmntok_t& token) const {
    return text_.substr(static_cast<size_t>(token.start), static_cast<size_t>(token.end - token.start));
  }

  const std::string& text_;
  const std::vector<jsmntok_t>& tokens_;
  size_t next_ = 0;
};

}  // namespace

const Value& Value::operator[](const std::string& key) const {
  static const Value missing;
  const auto found = members.find(key);
  return found == members.end() ? missing : found->second;
}

Value read_json_file(const std::string& path) {
  std::ifstream file(std::string(MARQUEE_CONTRACT_DIR) + "/" + path, std::ios::binary);
  if (!file) return {};
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  std::vector<jsmntok_t> tokens(text.size());
  jsmn_parser parser;
  jsmn_init(&parser);
  const int count = jsmn_parse(&parser, text.data(), text.size(), tokens.data(), static_cast<unsigned>(tokens.size()));
  return count > 0 ? Tree(text, tokens).value() : Value{};
}

std::string from_hex(const std::string& hex) {
  std::string bytes;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  return bytes;
}

std::string to_hex(const unsigned char* bytes, size_t count) {
  std::string hex;
  for (size_t i = 0; i < count; i++) {
    hex += "0123456789abcdef"[bytes[i] >> 4];
    hex += "0123456789abcdef"[bytes[i] & 15];
  }
  return hex;
}
