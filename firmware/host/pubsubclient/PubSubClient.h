#pragma once
// An MQTT 3.1.1 client for tests on a PC with the public functions and the limits of PubSubClient 2.8: one buffer for both
// directions, silence about what does not fit, one packet in each loop(), waits in mid-packet. It trusts what it reads as
// that one does, on a buffer of exactly its size, so that sanitizers see what a guard in front of it lets through.

#include <Arduino.h>
#include <Client.h>

#include <vector>

#define MQTT_CONNECTION_TIMEOUT -4
#define MQTT_CONNECTION_LOST -3
#define MQTT_CONNECT_FAILED -2
#define MQTT_DISCONNECTED -1
#define MQTT_CONNECTED 0
#define MQTT_CONNECT_BAD_PROTOCOL 1
#define MQTT_CONNECT_BAD_CLIENT_ID 2
#define MQTT_CONNECT_UNAVAILABLE 3
#define MQTT_CONNECT_BAD_CREDENTIALS 4
#define MQTT_CONNECT_UNAUTHORIZED 5
#define MQTT_CALLBACK_SIGNATURE void (*callback)(char*, uint8_t*, unsigned int)

class PubSubClient : public Print {
 public:
  PubSubClient() = default;
  explicit PubSubClient(Client& client) : client_(&client) {}
  PubSubClient(IPAddress ip, uint16_t port, Client& client) : client_(&client) { setServer(ip, port); }
  PubSubClient(const char* host, uint16_t port, Client& client) : client_(&client) { setServer(host, port); }
  PubSubClient(IPAddress ip, uint16_t port, MQTT_CALLBACK_SIGNATURE, Client& client) : PubSubClient(ip, port, client) {
    setCallback(callback);
  }
  PubSubClient(const char* host, uint16_t port, MQTT_CALLBACK_SIGNATURE, Client& client) : PubSubClient(host, port, client) {
    setCallback(callback);
  }

  PubSubClient& setServer(IPAddress ip, uint16_t port);
  PubSubClient& setServer(const char* host, uint16_t port);
  PubSubClient& setCallback(MQTT_CALLBACK_SIGNATURE);
  PubSubClient& setClient(Client& client);
  // Payloads of what arrives go there in full as well.
  PubSubClient& setStream(Stream& stream);
  PubSubClient& setKeepAlive(uint16_t seconds);
  PubSubClient& setSocketTimeout(uint16_t seconds);
  boolean setBufferSize(uint16_t size);
  uint16_t getBufferSize() { return static_cast<uint16_t>(buffer_.size()); }

  boolean connect(const char* id) { return connect(id, nullptr, nullptr); }
  boolean connect(const char* id, const char* user, const char* pass) {
    return connect(id, user, pass, nullptr, 0, false, nullptr);
  }
  boolean connect(const char* id, const char* willTopic, uint8_t willQos, boolean willRetain, const char* willMessage) {
    return connect(id, nullptr, nullptr, willTopic, willQos, willRetain, willMessage);
  }
  boolean connect(const char* id, const char* user, const char* pass, const char* willTopic, uint8_t willQos, boolean willRetain,
                  const char* willMessage) {
    return connect(id, user, pass, willTopic, willQos, willRetain, willMessage, true);
  }
  boolean connect(const char* id, const char* user, const char* pass, const char* willTopic, uint8_t willQos, boolean willRetain,
                  const char* willMessage, boolean cleanSession);
  void disconnect();

  boolean publish(const char* topic, const char* payload) { return publish(topic, payload, false); }
  boolean publish(const char* topic, const char* payload, boolean retained);
  boolean publish(const char* topic, const uint8_t* payload, unsigned int size) { return publish(topic, payload, size, false); }
  boolean publish(const char* topic, const uint8_t* payload, unsigned int size, boolean retained);
  boolean publish_P(const char* topic, const char* payload, boolean retained);
  boolean publish_P(const char* topic, const uint8_t* payload, unsigned int size, boolean retained);
  boolean beginPublish(const char* topic, unsigned int size, boolean retained);
  int endPublish() { return 1; }
  size_t write(uint8_t one) override;
  size_t write(const uint8_t* bytes, size_t size) override;

  boolean subscribe(const char* topic) { return subscribe(topic, 0); }
  boolean subscribe(const char* topic, uint8_t qos);
  boolean unsubscribe(const char* topic);
  boolean loop();
  boolean connected();
  int state() { return state_; }

 private:
  static constexpr size_t kHeaderBytes = 5;

  bool open();
  bool wait_for_connack();
  void give_up(int state);
  bool keep_alive(uint32_t now);
  bool read_byte(uint8_t& out);
  size_t read_packet();
  void take_publish(size_t size);
  bool put_text(const char* text);
  void put_u16(size_t value);
  bool send(uint8_t first_byte);
  void start_packet() { end_ = kHeaderBytes; }
  uint16_t next_id();

  Client* client_ = nullptr;
  Stream* stream_ = nullptr;
  void (*callback_)(char*, uint8_t*, unsigned int) = nullptr;
  IPAddress ip_;
  const char* host_ = nullptr;
  uint16_t port_ = 0;
  uint16_t keep_alive_s_ = 15;
  uint16_t timeout_s_ = 15;
  uint16_t last_id_ = 0;
  int state_ = MQTT_DISCONNECTED;
  bool awaits_pong_ = false;
  uint32_t last_out_ms_ = 0;
  uint32_t last_in_ms_ = 0;
  size_t header_size_ = 0;  // of the packet that was read
  size_t end_ = kHeaderBytes;
  std::vector<uint8_t> buffer_ = std::vector<uint8_t>(256);
};
