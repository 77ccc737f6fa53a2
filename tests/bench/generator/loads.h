// The three kinds of load.
#pragma once
#include <algorithm>

#include "load.h"

constexpr uint64_t kMs = 1'000'000;

inline auto nothing = [](auto&&...) {};

// Publishes to topics that are subscribed, and counts what arrives.
class Traffic {
 public:
  explicit Traffic(Load& load) : load_(load), settings_(load.settings()) {}

 private:
  auto on_publish() {
    return [this](Client& client, const Publish& publish) {
      const uint64_t now = now_ns();
      if (publish.qos > 0)
        client.queue({0x40, 2, static_cast<uint8_t>(publish.id >> 8), static_cast<uint8_t>(publish.id)});
      Outcome& outcome = load_.outcome;
      Stamp stamp;
      if (!stamp.read(publish.payload) || stamp.run != load_.run()) return void(outcome.foreign++);
      if (settings_.displays || settings_.answers) acknowledge(client, publish.payload);
      if (!client.received.mark(stamp.number)) return void(outcome.duplicates++);
      outcome.received++;
      outcome.deliveries++;
      last_at_ = now;
      if (measured_from_ > 0 && stamp.sent_at >= measured_from_ && stamp.sent_at < measured_until_)
        outcome.latency.record(now - stamp.sent_at);
      note_gap(client, now);
      load_.ledger().arrived(stamp.sequence);
    };
  }

  std::string display_topic(const Client& client, const char* kind) const {
    const char* root = settings_.displays ? "displays/bench-" : "answers/bench-";
    return root + std::to_string(client.number()) + "/" + kind;
  }

  void prepare(Client& client) {
    client.is_frozen = settings_.frozen && client.number() + 1 == settings_.subscribers;
    client.filters = {load_.topic_name(client.number() % settings_.topics)};
    if (!settings_.displays) return;
    client.will_topic = display_topic(client, "status");
    for (const char* kind : {"message", "page/+", "dismiss", "command", "config"})
      client.filters.push_back(display_topic(client, kind));
    for (const char* kind : {"page/+", "dismiss", "command"})
      client.filters.push_back(std::string("displays/all/") + kind);
  }

  // What a board says after each connect.
  void introduce(Client& client) {
    if (!settings_.displays || !load_.is_subscriber(client)) return;
    constexpr const char* kAbout =
        R"({"protocol":1,"firmware":"1","board":"bench","columns":20,"rows":4,"rom":"A00",)"
        R"("maxPayloadBytes":4096,"capabilities":[]})";
    client.queue(publish_packet(display_topic(client, "about"), kAbout, 0, true, 0));
    client.queue(publish_packet(display_topic(client, "status"), "online", 1, true, 1));
  }

  void note_gap(Client& client, uint64_t now) {
    if (client.is_frozen || client.last_arrival == 0 || now > measured_until_) return;
    const uint64_t gap = now - client.last_arrival;
    client.last_arrival = now;
    if (gap > load_.outcome.max_gap) load_.outcome.max_gap = gap;
  }

  // A display knows a text by the FNV-1a hash of its bytes.
  void acknowledge(Client& client, std::string_view payload) {
    uint32_t hash = 0x811c9dc5;
    for (const char c : payload) hash = (hash ^ static_cast<uint8_t>(c)) * 0x01000193;
    char ack[64];
    std::snprintf(ack, sizeof ack, R"({"id":"~%08x","state":"shown","elapsedMs":3})", hash);
    client.queue(publish_packet(display_topic(client, "ack"), ack, 0, false, 0));
  }

  uint32_t recipients(uint64_t topic) const {
    const uint32_t readers = settings_.subscribers - (settings_.frozen ? 1 : 0);
    return topic < readers ? (readers - static_cast<uint32_t>(topic) - 1) / settings_.topics + 1 : 0;
  }

  // Sends what the window and the pace allow now.
  void pump() {
    constexpr size_t kMaxUnsent = 256 * 1024;
    const uint64_t now = now_ns();
    load_.ledger().give_up_before(now - settings_.stall_ms * kMs);
    while (settings_.count == 0 || load_.ledger().sent() < settings_.count) {
      if (settings_.window > 0 && load_.ledger().in_flight() >= settings_.window) break;
      if (settings_.rate > 0 && now < next_at_) break;
      const uint64_t sequence = load_.ledger().sent();
      const uint64_t topic = sequence % settings_.topics;
      if (load_.publisher(topic).unsent() > kMaxUnsent) break;
      load_.publish(topic, recipients(topic), false);
      if (settings_.rate > 0) next_at_ += static_cast<uint64_t>(1e9 / settings_.rate);
    }
    load_.flush_publishers();
  }

  // Waits for everything that was sent. Acknowledgements of the publishers travel behind the deliveries.
  void drain() {
    const auto is_done = [&] {
      const bool is_acknowledged = settings_.qos == 0 || load_.acknowledged() >= load_.ledger().sent();
      return load_.outcome.received >= load_.outcome.expected && is_acknowledged;
    };
    for (const uint64_t end = now_ns() + settings_.drain_ms * kMs; now_ns() < end && !is_done();) serve(false);
  }

  // Until the broker rests, so that what comes of the acknowledgements is counted with them.
  void settle() {
    constexpr double kQuiet = 0.02;
    const auto busy = [&] {
      const Usage usage = usage_of(settings_.broker_pid);
      return usage.cpu_seconds + usage.waited_seconds;
    };
    const uint64_t end = now_ns() + settings_.drain_ms * kMs;
    for (int quiet = 0; now_ns() < end && quiet < 2;) {
      const double before = busy();
      serve_until(now_ns() + 400 * kMs, false);
      quiet = busy() - before < kQuiet ? quiet + 1 : 0;
    }
  }

  void serve(bool is_sending) {
    if (is_sending) pump();
    load_.turn(is_sending ? 1 : 10, on_publish(), nothing);
  }
  void serve_until(uint64_t end, bool is_sending) {
    while (now_ns() < end) serve(is_sending);
  }

 public:
  void run() {
    for (uint32_t i = 0; i < settings_.subscribers; i++) prepare(load_.subscriber(i));
    load_.connect_all(on_publish(), [&](Client& client) { introduce(client); });
    serve_until(now_ns() + 300 * kMs, false);
    next_at_ = now_ns();
    if (settings_.count == 0) serve_until(now_ns() + settings_.warmup_ms * kMs, true);
    // Nothing is under way at either end of the measured time: all CPU in it belongs to the deliveries in it.
    drain();
    load_.begin();
    measured_from_ = next_at_ = load_.outcome.started_at;
    if (settings_.count == 0) serve_until(measured_from_ + settings_.measure_ms * kMs, true);
    while (load_.ledger().sent() < settings_.count) serve(true);
    measured_until_ = now_ns();
    for (uint32_t i = 0; i < settings_.subscribers; i++) note_gap(load_.subscriber(i), measured_until_);
    drain();
    if (settings_.displays || settings_.answers) settle();
    load_.end();
    // Waiting for what is lost is not time the broker took.
    if (load_.outcome.received < load_.outcome.expected) load_.outcome.ended_at = std::max(measured_until_, last_at_);
    // What arrives now was sent twice.
    serve_until(now_ns() + 100 * kMs, false);
  }

 private:
  Load& load_;
  const Settings& settings_;
  uint64_t next_at_ = 0;
  uint64_t last_at_ = 0;
  uint64_t measured_from_ = 0;
  uint64_t measured_until_ = UINT64_MAX;
};

// Everybody subscribes at once to what is retained; latency counts from each SUBSCRIBE.
// The first two of three times warm up.
inline void run_retained(Load& load) {
  const Settings& settings = load.settings();
  const std::vector<std::string> filters = {settings.topic.substr(0, settings.topic.find("%d")) + "+"};
  uint64_t round = 0;
  const auto on_publish = [&](Client& client, const Publish& publish) {
    Stamp stamp;
    if (!stamp.read(publish.payload) || stamp.run != load.run()) return void(load.outcome.foreign++);
    if (!client.received.mark(round * settings.topics + stamp.topic)) return void(load.outcome.duplicates++);
    load.outcome.received++;
    load.outcome.deliveries++;
    load.outcome.latency.record(now_ns() - client.subscribed_at);
  };
  const auto serve_while = [&](uint64_t duration_ms, auto&& is_waiting) {
    for (const uint64_t end = now_ns() + duration_ms * kMs; now_ns() < end && is_waiting();)
      load.turn(10, on_publish, nothing);
  };
  const auto always = [] { return true; };
  load.connect_all(on_publish, nothing);
  for (uint32_t topic = 0; topic < settings.topics; topic++) load.publish(topic, 0, true);
  load.flush_publishers();
  serve_while(500, always);
  for (; round < 3; round++) {
    if (round == 2) load.begin();
    for (uint32_t i = 0; i < settings.subscribers; i++) {
      Client& client = load.subscriber(i);
      client.filters = filters;
      client.subscribe();
      client.flush();
    }
    load.outcome.expected += uint64_t{settings.topics} * settings.subscribers;
    serve_while(settings.drain_ms, [&] { return load.outcome.received < load.outcome.expected; });
    if (round == 2) break;
    for (uint32_t i = 0; i < settings.subscribers; i++) {
      load.subscriber(i).queue(unsubscribe_packet(filters));
      load.subscriber(i).flush();
    }
    serve_while(300, always);
  }
  load.end();
}

// Connects, subscribes and holds. Latency is the time from opening the socket to the SUBACK.
inline void run_idle(Load& load) {
  for (uint32_t i = 0; i < load.settings().subscribers; i++)
    load.subscriber(i).filters = {load.topic_name(i % load.settings().topics)};
  load.begin();
  load.connect_all(nothing, [&](Client& client) { load.outcome.latency.record(now_ns() - client.opened_at); });
  load.outcome.deliveries = load.settings().subscribers + load.settings().publishers;
  load.end();
  for (const uint64_t end = now_ns() + load.settings().measure_ms * kMs; now_ns() < end;)
    load.turn(100, nothing, nothing);
  // Memory that is still held when the dust has settled.
  load.outcome.broker_after.rss_kb = usage_of(load.settings().broker_pid).rss_kb;
}
