#include "PubSubClient.h"

PubSubClient& PubSubClient::setServer(IPAddress ip, uint16_t port) {
  ip_ = ip;
  host_ = nullptr;
  port_ = port;
  return *this;
}

PubSubClient& PubSubClient::setServer(const char* host, uint16_t port) {
  host_ = host;
  port_ = port;
  return *this;
}

PubSubClient& PubSubClient::setCallback(MQTT_CALLBACK_SIGNATURE) {
  callback_ = callback;
  return *this;
}

PubSubClient& PubSubClient::setClient(Client& client) {
  client_ = &client;
  return *this;
}

PubSubClient& PubSubClient::setStream(Stream& stream) {
  stream_ = &stream;
  return *this;
}

PubSubClient& PubSubClient::setKeepAlive(uint16_t seconds) {
  keep_alive_s_ = seconds;
  return *this;
}

PubSubClient& PubSubClient::setSocketTimeout(uint16_t seconds) {
  timeout_s_ = seconds;
  return *this;
}

boolean PubSubClient::setBufferSize(uint16_t size) {
  if (size == 0) return false;
  buffer_.assign(size, 0);
  buffer_.shrink_to_fit();
  return true;
}

bool PubSubClient::open() {
  if (client_->connected()) return true;
  return (host_ != nullptr ? client_->connect(host_, port_) : client_->connect(ip_, port_)) == 1;
}

void PubSubClient::give_up(int state) {
  state_ = state;
  client_->stop();
}

boolean PubSubClient::connect(const char* id, const char* user, const char* pass, const char* willTopic, uint8_t willQos,
                              boolean willRetain, const char* willMessage, boolean cleanSession) {
  if (connected()) return true;
  if (!open()) {
    state_ = MQTT_CONNECT_FAILED;
    return false;
  }
  last_id_ = 1;
  start_packet();
  const bool has_will = willTopic != nullptr;
  const bool has_pass = user != nullptr && pass != nullptr;
  bool fits = put_text("MQTT");
  buffer_[end_++] = 4;
  buffer_[end_++] = static_cast<uint8_t>((cleanSession ? 2 : 0) | (has_will ? 4 | willQos << 3 | (willRetain ? 32 : 0) : 0) |
                                         (has_pass ? 64 : 0) | (user != nullptr ? 128 : 0));
  put_u16(keep_alive_s_);
  fits = fits && put_text(id) && (!has_will || (put_text(willTopic) && put_text(willMessage)));
  fits = fits && (user == nullptr || put_text(user)) && (!has_pass || put_text(pass));
  if (!fits) {
    client_->stop();
    return false;
  }
  send(0x10);
  return wait_for_connack();
}

bool PubSubClient::wait_for_connack() {
  last_in_ms_ = last_out_ms_ = millis();
  while (client_->available() == 0) {
    if (millis() - last_in_ms_ < timeout_s_ * 1000u) continue;
    give_up(MQTT_CONNECTION_TIMEOUT);
    return false;
  }
  if (read_packet() != 4) {
    client_->stop();
    return false;
  }
  if (buffer_[3] != 0) {
    give_up(buffer_[3]);
    return false;
  }
  last_in_ms_ = millis();
  awaits_pong_ = false;
  state_ = MQTT_CONNECTED;
  return true;
}

void PubSubClient::disconnect() {
  buffer_[0] = 0xE0;
  buffer_[1] = 0;
  client_->write(buffer_.data(), 2);
  client_->flush();
  give_up(MQTT_DISCONNECTED);
  last_in_ms_ = last_out_ms_ = millis();
}

boolean PubSubClient::connected() {
  if (client_ == nullptr) return false;
  if (client_->connected()) return state_ == MQTT_CONNECTED;
  if (state_ == MQTT_CONNECTED) {
    client_->flush();
    give_up(MQTT_CONNECTION_LOST);
  }
  return false;
}

bool PubSubClient::read_byte(uint8_t& out) {
  const uint32_t start = millis();
  while (client_->available() == 0) {
    yield();
    if (millis() - start >= timeout_s_ * 1000u) return false;
  }
  out = static_cast<uint8_t>(client_->read());
  return true;
}

// Returns the bytes in the buffer, header included; 0 if there is no packet or it did not fit.
size_t PubSubClient::read_packet() {
  uint8_t next = 0;
  size_t size = 0;
  if (!read_byte(buffer_[size++])) return 0;
  size_t length = 0;
  unsigned shift = 0;
  do {
    if (size == kHeaderBytes) {
      give_up(MQTT_DISCONNECTED);
      return 0;
    }
    if (!read_byte(next)) return 0;
    buffer_[size++] = next;
    length |= static_cast<size_t>(next & 127u) << shift;
    shift += 7;
  } while ((next & 128u) != 0);
  header_size_ = size;
  size_t skipped = 2;
  for (size_t i = 0; i < length; i++) {
    if (!read_byte(next)) return 0;
    if (size < buffer_.size()) buffer_[size] = next;
    size++;
    if (stream_ == nullptr || (buffer_[0] & 0xF0u) != 0x30) continue;
    if (i == 1) skipped += static_cast<size_t>(buffer_[header_size_] << 8 | buffer_[header_size_ + 1]) + (buffer_[0] & 2u);
    if (i > 1 && i >= skipped) stream_->write(next);
  }
  if (size <= buffer_.size()) return size;
  return stream_ != nullptr ? buffer_.size() : 0;
}

bool PubSubClient::keep_alive(uint32_t now) {
  const uint32_t limit = keep_alive_s_ * 1000u;
  if (now - last_in_ms_ <= limit && now - last_out_ms_ <= limit) return true;
  if (awaits_pong_) {
    give_up(MQTT_CONNECTION_TIMEOUT);
    return false;
  }
  buffer_[0] = 0xC0;
  buffer_[1] = 0;
  client_->write(buffer_.data(), 2);
  last_in_ms_ = last_out_ms_ = now;
  awaits_pong_ = true;
  return true;
}

boolean PubSubClient::loop() {
  if (!connected() || !keep_alive(millis())) return false;
  if (client_->available() == 0) return true;
  const size_t size = read_packet();
  if (size == 0) return connected();
  last_in_ms_ = millis();
  switch (buffer_[0] & 0xF0u) {
    case 0x30: take_publish(size); break;
    case 0xC0:
      buffer_[0] = 0xD0;
      buffer_[1] = 0;
      client_->write(buffer_.data(), 2);
      break;
    case 0xD0: awaits_pong_ = false; break;
    default: break;
  }
  return true;
}

void PubSubClient::take_publish(size_t size) {
  if (callback_ == nullptr) return;
  const size_t topic_size = static_cast<size_t>(buffer_[header_size_] << 8 | buffer_[header_size_ + 1]);
  // The topic moves one byte to the front to make room for its NUL. Nobody has looked whether it lies in the buffer.
  uint8_t* topic = buffer_.data() + header_size_ + 1;
  memmove(topic, topic + 1, topic_size);
  topic[topic_size] = 0;
  const bool has_id = (buffer_[0] & 6u) == 2;
  const size_t start = header_size_ + 2 + topic_size + (has_id ? 2 : 0);
  const uint8_t id[] = {buffer_.data()[start - 2], buffer_.data()[start - 1]};
  callback_(reinterpret_cast<char*>(topic), buffer_.data() + start, static_cast<unsigned int>(size - start));
  if (!has_id) return;
  const uint8_t puback[] = {0x40, 2, id[0], id[1]};
  memcpy(buffer_.data(), puback, sizeof puback);
  client_->write(buffer_.data(), sizeof puback);
  last_out_ms_ = millis();
}
