// MQTT 3.1.1 packets: those a client sends, and a reader for those a broker sends.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "websocket.h"

enum PacketType : uint8_t { kConnack = 2, kPublish = 3, kPuback = 4, kSuback = 9 };

inline void append_text(Bytes& out, std::string_view text) {
  out.push_back(static_cast<uint8_t>(text.size() >> 8));
  out.push_back(static_cast<uint8_t>(text.size()));
  out.insert(out.end(), text.begin(), text.end());
}

inline Bytes packet_of(uint8_t first, const Bytes& body) {
  Bytes packet{first};
  size_t length = body.size();
  do {
    packet.push_back(static_cast<uint8_t>(length % 128 | (length >= 128 ? 0x80 : 0)));
    length /= 128;
  } while (length > 0);
  packet.insert(packet.end(), body.begin(), body.end());
  return packet;
}

// A clean session. An empty will topic is no will; otherwise it is `offline`, retained, QoS 1, as a display has it.
inline Bytes connect_packet(std::string_view client_id, std::string_view will_topic) {
  constexpr uint16_t kKeepAliveSeconds = 300;
  Bytes body;
  append_text(body, "MQTT");
  body.push_back(4);
  body.push_back(will_topic.empty() ? 0x02 : 0x02 | 0x04 | 0x08 | 0x20);
  body.push_back(kKeepAliveSeconds >> 8);
  body.push_back(kKeepAliveSeconds & 0xff);
  append_text(body, client_id);
  if (!will_topic.empty()) append_text(body, will_topic), append_text(body, "offline");
  return packet_of(0x10, body);
}

inline Bytes subscribe_packet(const std::vector<std::string>& filters, int qos) {
  Bytes body{0, 1};
  for (const std::string& filter : filters) append_text(body, filter), body.push_back(static_cast<uint8_t>(qos));
  return packet_of(0x82, body);
}

inline Bytes unsubscribe_packet(const std::vector<std::string>& filters) {
  Bytes body{0, 1};
  for (const std::string& filter : filters) append_text(body, filter);
  return packet_of(0xa2, body);
}

inline Bytes publish_packet(std::string_view topic, std::string_view payload, int qos, bool retain, uint16_t id) {
  Bytes body;
  append_text(body, topic);
  if (qos > 0) body.push_back(static_cast<uint8_t>(id >> 8)), body.push_back(static_cast<uint8_t>(id));
  body.insert(body.end(), payload.begin(), payload.end());
  return packet_of(static_cast<uint8_t>(0x30 | qos << 1 | (retain ? 1 : 0)), body);
}

struct Publish {
  std::string_view topic;
  std::string_view payload;
  int qos;
  uint16_t id;
};

inline Publish parse_publish(uint8_t first, const uint8_t* body, size_t length) {
  const char* text = reinterpret_cast<const char*>(body);
  const int qos = first >> 1 & 3;
  const size_t topic = static_cast<size_t>(body[0]) << 8 | body[1];
  const size_t start = 2 + topic + (qos > 0 ? 2 : 0);
  if (start > length) return {{}, {}, 0, 0};
  const uint16_t id = qos > 0 ? static_cast<uint16_t>(body[2 + topic] << 8 | body[3 + topic]) : uint16_t{0};
  return {{text + 2, topic}, {text + start, length - start}, qos, id};
}

// Cuts a stream of bytes into packets. Only what is cut off at the end of a piece is copied.
class PacketReader {
 public:
  // `on_packet(first, body, length)`. Returns false when the bytes cannot be MQTT.
  template <typename OnPacket>
  bool feed(const uint8_t* data, size_t length, OnPacket&& on_packet) {
    if (!rest_.empty()) {
      rest_.insert(rest_.end(), data, data + length);
      const long used = cut(rest_.data(), rest_.size(), on_packet);
      if (used < 0) return false;
      rest_.erase(rest_.begin(), rest_.begin() + used);
      return true;
    }
    const long used = cut(data, length, on_packet);
    if (used < 0) return false;
    rest_.assign(data + used, data + length);
    return true;
  }

 private:
  template <typename OnPacket>
  static long cut(const uint8_t* data, size_t length, OnPacket&& on_packet) {
    size_t at = 0;
    while (length - at >= 2) {
      size_t remaining = 0, header = 1;
      bool complete = false;
      while (!complete && at + header < length) {
        if (header > 4) return -1;
        const uint8_t byte = data[at + header];
        remaining |= static_cast<size_t>(byte & 0x7f) << 7 * (header - 1);
        complete = (byte & 0x80) == 0;
        header++;
      }
      if (!complete || length - at - header < remaining) break;
      on_packet(data[at], data + at + header, remaining);
      at += header + remaining;
    }
    return static_cast<long>(at);
  }

  Bytes rest_;
};
