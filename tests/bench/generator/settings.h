// The load as it was ordered on the command line, as name=value.
#pragma once
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <unordered_map>

struct Settings {
  // traffic: publish and receive. retained: subscribe to what is retained. idle: connect and hold.
  std::string mode = "traffic";
  std::string host = "127.0.0.1";
  std::string path = "/mqtt";
  uint16_t port = 0;
  // Process whose CPU and memory are measured; 0 is none.
  int broker_pid = 0;
  uint32_t subscribers = 1;
  uint32_t publishers = 1;
  // One topic is fan-out; as many topics as subscribers is unicast. `%d` in `topic` is the number of the topic.
  uint32_t topics = 1;
  std::string topic = "bench/topic";
  int qos = 0;
  uint32_t payload_bytes = 64;
  // Messages that may be on their way to somebody; the next one waits. 0 leaves the pace to `rate` alone.
  uint32_t window = 16;
  // Messages per second; 0 is as fast as the window lets.
  double rate = 0;
  // Exactly this many messages instead of a time.
  uint32_t count = 0;
  uint32_t warmup_ms = 1000;
  uint32_t measure_ms = 3000;
  // How long to wait for what has not arrived when nothing is sent any more.
  uint32_t drain_ms = 3000;
  // A message that is not everywhere by then no longer holds up the next one.
  uint32_t stall_ms = 1000;
  // The last subscriber subscribes and then never reads.
  bool frozen = false;
  // Subscribers are displays: they announce themselves and acknowledge every message.
  bool displays = false;
  // Subscribers acknowledge like displays, on topics that mean nothing to the broker.
  bool answers = false;
};

inline Settings parse_settings(int count, char** arguments) {
  std::unordered_map<std::string, std::string> given;
  for (int i = 1; i < count; i++) {
    const std::string argument = arguments[i];
    const size_t at = argument.find('=');
    if (at == std::string::npos) throw std::runtime_error("expected name=value, not " + argument);
    given[argument.substr(0, at)] = argument.substr(at + 1);
  }
  Settings settings;
  const auto text = [&](const char* name, std::string& target) {
    if (auto found = given.find(name); found != given.end()) target = found->second, given.erase(found);
  };
  const auto number = [&](const char* name, auto& target) {
    if (auto found = given.find(name); found != given.end()) {
      target = static_cast<std::remove_reference_t<decltype(target)>>(std::strtod(found->second.c_str(), nullptr));
      given.erase(found);
    }
  };
  text("mode", settings.mode), text("host", settings.host), text("path", settings.path), text("topic", settings.topic);
  number("port", settings.port), number("brokerPid", settings.broker_pid);
  number("subscribers", settings.subscribers), number("publishers", settings.publishers);
  number("topics", settings.topics), number("qos", settings.qos), number("payloadBytes", settings.payload_bytes);
  number("window", settings.window), number("rate", settings.rate), number("count", settings.count);
  number("warmupMs", settings.warmup_ms), number("measureMs", settings.measure_ms);
  number("drainMs", settings.drain_ms), number("stallMs", settings.stall_ms);
  number("frozen", settings.frozen), number("displays", settings.displays);
  number("answers", settings.answers);
  if (!given.empty()) throw std::runtime_error("unknown setting " + given.begin()->first);
  return settings;
}
