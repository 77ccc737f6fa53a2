// Load generator for MQTT over WebSocket: one thread, one epoll, no library. Takes name=value, prints one line of JSON.
#include <cinttypes>

#include "loads.h"

namespace {

void print(Load& load) {
  const Outcome& outcome = load.outcome;
  const double seconds = static_cast<double>(outcome.ended_at - outcome.started_at) / 1e9;
  const auto count = [](const char* name, uint64_t value) { std::printf("\"%s\":%" PRIu64 ",", name, value); };
  const auto figure = [](const char* name, double value) { std::printf("\"%s\":%.6f,", name, value); };
  std::printf("{");
  count("sent", load.ledger().sent());
  count("expected", outcome.expected);
  count("received", outcome.received);
  count("duplicates", outcome.duplicates);
  count("disordered", load.disordered());
  count("foreign", outcome.foreign);
  count("acknowledged", load.acknowledged());
  count("closed", load.closed());
  count("deliveries", outcome.deliveries);
  figure("seconds", seconds);
  figure("p50Us", outcome.latency.quantile_us(0.5));
  figure("p99Us", outcome.latency.quantile_us(0.99));
  figure("maxUs", outcome.latency.max_us());
  figure("maxGapUs", static_cast<double>(outcome.max_gap) / 1e3);
  figure("brokerCpuSeconds", outcome.broker_after.cpu_seconds - outcome.broker_before.cpu_seconds);
  figure("brokerWaitedSeconds", outcome.broker_after.waited_seconds - outcome.broker_before.waited_seconds);
  figure("generatorCpuSeconds", outcome.own_after.cpu_seconds - outcome.own_before.cpu_seconds);
  figure("generatorWaitedSeconds", outcome.own_after.waited_seconds - outcome.own_before.waited_seconds);
  count("rssBeforeKb", outcome.broker_before.rss_kb);
  std::printf("\"rssAfterKb\":%" PRIu64 "}\n", outcome.broker_after.rss_kb);
}

}  // namespace

int main(int count, char** arguments) {
  try {
    const Settings settings = parse_settings(count, arguments);
    Load load(settings);
    if (settings.mode == "traffic") {
      Traffic(load).run();
    } else if (settings.mode == "retained") {
      run_retained(load);
    } else if (settings.mode == "idle") {
      run_idle(load);
    } else {
      throw std::runtime_error("unknown mode " + settings.mode);
    }
    print(load);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
