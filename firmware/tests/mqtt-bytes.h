#pragma once
// MQTT packets as a server writes them.

#include <string>

inline std::string mqtt(int first_byte, const std::string& body) {
  std::string out(1, static_cast<char>(first_byte));
  size_t rest = body.size();
  for (; rest > 0x7F; rest >>= 7) out += static_cast<char>(rest | 0x80);
  return out + static_cast<char>(rest) + body;
}

inline std::string u16(size_t value) { return {static_cast<char>(value >> 8), static_cast<char>(value)}; }

inline std::string connack(int code = 0, int flags = 0) {
  return mqtt(0x20, {static_cast<char>(flags), static_cast<char>(code)});
}

inline std::string publish(const std::string& topic, const std::string& payload, int qos = 0, size_t id = 1, int flags = 0) {
  return mqtt(0x30 | qos << 1 | flags, u16(topic.size()) + topic + (qos > 0 ? u16(id) : "") + payload);
}

inline std::string suback(size_t id, int code) { return mqtt(0x90, u16(id) + static_cast<char>(code)); }

inline std::string subscribe(size_t id, const std::string& filter) {
  return mqtt(0x82, u16(id) + u16(filter.size()) + filter + '\x01');
}
