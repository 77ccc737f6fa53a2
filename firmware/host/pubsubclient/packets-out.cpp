// The part of the client that puts packets together and sends them.
#include "PubSubClient.h"

bool PubSubClient::put_text(const char* text) {
  const size_t size = strlen(text);
  if (end_ + 2 + size > buffer_.size()) return false;
  put_u16(size);
  memcpy(buffer_.data() + end_, text, size);
  end_ += size;
  return true;
}

void PubSubClient::put_u16(size_t value) {
  buffer_[end_++] = static_cast<uint8_t>(value >> 8);
  buffer_[end_++] = static_cast<uint8_t>(value);
}

// Sends what was put together since start_packet(), with its header right before it.
bool PubSubClient::send(uint8_t first_byte) {
  uint8_t header[kHeaderBytes] = {first_byte};
  size_t size = 1;
  size_t rest = end_ - kHeaderBytes;
  for (; rest > 127; rest >>= 7) header[size++] = static_cast<uint8_t>(rest | 128);
  header[size++] = static_cast<uint8_t>(rest);
  uint8_t* start = buffer_.data() + kHeaderBytes - size;
  memcpy(start, header, size);
  last_out_ms_ = millis();
  const size_t total = end_ - kHeaderBytes + size;
  return client_->write(start, total) == total;
}

boolean PubSubClient::publish(const char* topic, const char* payload, boolean retained) {
  return publish(topic, reinterpret_cast<const uint8_t*>(payload), static_cast<unsigned int>(payload ? strlen(payload) : 0), retained);
}

boolean PubSubClient::publish(const char* topic, const uint8_t* payload, unsigned int size, boolean retained) {
  if (!connected() || kHeaderBytes + 2 + strlen(topic) + size > buffer_.size()) return false;
  start_packet();
  put_text(topic);
  if (size > 0) memcpy(buffer_.data() + end_, payload, size);
  end_ += size;
  return send(retained ? 0x31 : 0x30);
}

boolean PubSubClient::publish_P(const char* topic, const char* payload, boolean retained) {
  return publish_P(topic, reinterpret_cast<const uint8_t*>(payload), static_cast<unsigned int>(strlen(payload)), retained);
}

boolean PubSubClient::publish_P(const char* topic, const uint8_t* payload, unsigned int size, boolean retained) {
  if (!beginPublish(topic, size, retained)) return false;
  for (unsigned int i = 0; i < size; i++) {
    if (write(payload[i]) != 1) return false;
  }
  return true;
}

boolean PubSubClient::beginPublish(const char* topic, unsigned int size, boolean retained) {
  start_packet();
  if (!connected() || !put_text(topic)) return false;
  uint8_t header[kHeaderBytes] = {static_cast<uint8_t>(retained ? 0x31 : 0x30)};
  size_t count = 1;
  size_t rest = end_ - kHeaderBytes + size;
  for (; rest > 127 && count < kHeaderBytes - 1; rest >>= 7) header[count++] = static_cast<uint8_t>(rest | 128);
  header[count++] = static_cast<uint8_t>(rest & 127);
  uint8_t* start = buffer_.data() + kHeaderBytes - count;
  memcpy(start, header, count);
  const size_t total = end_ - kHeaderBytes + count;
  last_out_ms_ = millis();
  return client_->write(start, total) == total;
}

size_t PubSubClient::write(uint8_t one) {
  last_out_ms_ = millis();
  return client_->write(one);
}

size_t PubSubClient::write(const uint8_t* bytes, size_t size) {
  last_out_ms_ = millis();
  return client_->write(bytes, size);
}

uint16_t PubSubClient::next_id() {
  if (++last_id_ == 0) last_id_ = 1;
  return last_id_;
}

boolean PubSubClient::subscribe(const char* topic, uint8_t qos) {
  if (qos > 1 || topic == nullptr || !connected() || kHeaderBytes + 5 + strlen(topic) > buffer_.size()) return false;
  start_packet();
  put_u16(next_id());
  put_text(topic);
  buffer_[end_++] = qos;
  return send(0x82);
}

boolean PubSubClient::unsubscribe(const char* topic) {
  if (topic == nullptr || !connected() || kHeaderBytes + 4 + strlen(topic) > buffer_.size()) return false;
  start_packet();
  put_u16(next_id());
  put_text(topic);
  return send(0xA2);
}
