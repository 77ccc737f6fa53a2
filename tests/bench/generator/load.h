// The clients of one run and the loop that serves them.
#pragma once
#include <sys/resource.h>

#include <cstdio>
#include <memory>

#include "client.h"
#include "histogram.h"
#include "process-usage.h"

// Figures of the measured time, and counts over the whole run.
struct Outcome {
  Usage broker_before, broker_after, own_before, own_after;
  uint64_t started_at = 0, ended_at = 0;
  uint64_t deliveries = 0;  // that arrived in the measured time
  uint64_t expected = 0, received = 0, duplicates = 0, foreign = 0;
  uint64_t max_gap = 0;
  double connect_cpu_seconds = 0;
  Histogram latency;
};

class Load {
 public:
  explicit Load(const Settings& settings)
      : settings_(settings), epoll_(epoll_create1(EPOLL_CLOEXEC)), ledger_(settings.topics) {
    run_ = (now_ns() >> 10 ^ static_cast<uint64_t>(getpid())) & 0xffff;
    payload_.assign(settings.payload_bytes < Stamp::kBytes ? Stamp::kBytes : settings.payload_bytes, 'x');
    // Node raises this limit by itself, other parents may not.
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    const uint32_t total = settings.subscribers + settings.publishers;
    for (uint32_t i = 0; i < total; i++) {
      auto& client = *clients_.emplace_back(std::make_unique<Client>(epoll_, i));
      client.client_id = "bench-" + std::to_string(run_) + "-" + std::to_string(i);
      client.qos = settings.qos;
    }
  }
  ~Load() {
    for (auto& client : clients_) client->disconnect();
    ::close(epoll_);
  }

  // Subscribers come first, then publishers.
  Client& subscriber(uint32_t i) { return *clients_[i]; }
  Client& publisher(uint64_t i) { return *clients_[settings_.subscribers + i % settings_.publishers]; }
  bool is_subscriber(const Client& client) const { return client.number() < settings_.subscribers; }

  // Opens all clients, 64 at a time. Throws when one is refused or nothing moves any more.
  template <typename OnPublish, typename OnReady>
  void connect_all(OnPublish&& on_publish, OnReady&& on_ready) {
    constexpr size_t kAtOnce = 64;
    size_t opened = 0, ready = 0, ready_before = 0;
    uint64_t moved_at = now_ns();
    while (ready < clients_.size()) {
      while (opened < clients_.size() && opened - ready < kAtOnce) clients_[opened++]->open(settings_);
      turn(10, on_publish, [&](Client& client) { ready++, on_ready(client); });
      for (size_t i = opened > 2 * kAtOnce ? opened - 2 * kAtOnce : 0; i < opened; i++)
        if (clients_[i]->phase == Phase::kClosed) throw std::runtime_error("the broker refused a connection");
      if (ready > ready_before) moved_at = now_ns(), ready_before = ready;
      if (now_ns() - moved_at > 20'000'000'000) throw std::runtime_error("connections take more than 20 s");
    }
  }

  // One turn of the event loop.
  template <typename OnPublish, typename OnReady>
  void turn(int timeout_ms, OnPublish&& on_publish, OnReady&& on_ready) {
    epoll_event events[1024];
    const int count = epoll_wait(epoll_, events, 1024, timeout_ms);
    for (int i = 0; i < count; i++)
      static_cast<Client*>(events[i].data.ptr)->handle(events[i].events, on_publish, on_ready);
  }

  // Queues the next message of a topic at a publisher.
  void publish(uint64_t topic, uint32_t recipients, bool retain) {
    Stamp stamp = ledger_.send(topic, recipients, now_ns());
    stamp.run = run_;
    stamp.write(payload_);
    // One publisher per topic, so that its messages have an order.
    Client& client = publisher(topic);
    const auto id = static_cast<uint16_t>(stamp.sequence % 65535 + 1);
    client.queue(publish_packet(topic_name(topic), payload_, retain ? 1 : settings_.qos, retain, id));
    outcome.expected += recipients;
  }

  void flush_publishers() {
    for (uint32_t i = 0; i < settings_.publishers; i++) publisher(i).flush();
  }

  // `%d` in the name of a topic is its number.
  std::string topic_name(uint64_t topic) const {
    std::string name = settings_.topic;
    if (const size_t at = name.find("%d"); at != std::string::npos) name.replace(at, 2, std::to_string(topic));
    return name;
  }

  void begin() {
    outcome.deliveries = 0;
    outcome.latency.clear();
    outcome.max_gap = 0;
    outcome.broker_before = usage_of(settings_.broker_pid);
    outcome.own_before = usage_of(getpid());
    outcome.started_at = now_ns();
    for (auto& client : clients_) client->last_arrival = outcome.started_at;
  }
  void end() {
    outcome.ended_at = now_ns();
    outcome.broker_after = usage_of(settings_.broker_pid);
    outcome.own_after = usage_of(getpid());
  }

  uint64_t disordered() const {
    uint64_t sum = 0;
    for (auto& client : clients_) sum += client->received.disordered();
    return sum;
  }
  uint64_t acknowledged() const {
    uint64_t sum = 0;
    for (size_t i = settings_.subscribers; i < clients_.size(); i++) sum += clients_[i]->acknowledged;
    return sum;
  }
  uint64_t closed() const {
    uint64_t sum = 0;
    for (auto& client : clients_) sum += client->phase == Phase::kClosed;
    return sum;
  }

  const Settings& settings() const { return settings_; }
  Ledger& ledger() { return ledger_; }
  uint64_t run() const { return run_; }

  Outcome outcome;

 private:
  const Settings& settings_;
  const int epoll_;
  uint64_t run_;
  std::string payload_;
  std::vector<std::unique_ptr<Client>> clients_;
  Ledger ledger_;
};
