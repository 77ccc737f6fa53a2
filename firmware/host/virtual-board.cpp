#include "virtual-board.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "hub-discovery.h"
#include "shim/Arduino.h"

namespace marquee {

namespace {

constexpr char kMacKey[] = "mac";

Text text_of(const std::string& text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

std::string string_of(Text text) { return {text.data, text.data + text.size}; }

// A board's own number, as if it were burnt in: locally administered, and the same at every start where something is kept.
void find_mac(Store& store, Random& random, uint8_t (&mac)[6]) {
  if (store.read(kMacKey, mac, sizeof mac) == sizeof mac) return;
  for (uint8_t& byte : mac) byte = static_cast<uint8_t>(random.next());
  mac[0] = static_cast<uint8_t>((mac[0] & 0xFC) | 2);
  store.write(kMacKey, {mac, sizeof mac});
}

}  // namespace

bool PcRoute::discover(HubEndpoint& hub) { return discover_hub(kMdnsEverybody, kDiscoveryTimeoutMs, hub); }

void PcRoute::take(const HubEndpoint& hub) {
  host_ = string_of(hub.host.view());
  path_ = string_of(hub.path.view());
  hub_.set_address({host_.c_str(), hub.port});
  web_socket_.set_path(path_.c_str());
}

VirtualBoard::VirtualBoard(const Options& options, Store& store)
    : options_(options),
      store_(store),
      panel_(!options.is_headless),
      glass_(options.is_headless, options.size),
      web_socket_(tcp_, random_),
      hub_(tcp_, options.is_tcp ? nullptr : &web_socket_, tcp_),
      route_(hub_, web_socket_),
      exchange_(options),
      set_up_(wifi_, store, serial_),
      device_({{hub_, hub_, random_, glass_, panel_, system_, &exchange_}, set_up_, route_, json_, nullptr}),
      keyboard_(STDIN_FILENO) {}

// What the command line says counts as what is compiled into a board: it is used and not kept.
void VirtualBoard::take_options(Configuration& configuration) const {
  Network cable{};
  cable.ssid.set("PC");
  cable.is_compiled = true;
  configuration.networks.list[0] = cable;
  configuration.networks.count = 1;
  configuration.hub = HubEndpoint{};
  if (!options_.discovers) {
    configuration.hub.host.set(text_of(options_.host));
    configuration.hub.path.set(text_of(options_.path));
    configuration.hub.port = options_.port;
  }
  if (options_.id.empty()) return;
  Credentials given{};
  given.id.set(text_of(options_.id));
  given.secret.set(text_of(options_.secret));
  // A secret that the hub has put in the place of the given one was kept.
  const bool is_replaced = configuration.credentials.id.view() == given.id.view() && !options_.secret.empty();
  (is_replaced ? configuration.compiled : configuration.credentials) = given;
}

bool VirtualBoard::begin() {
  const uint32_t now = millis();
  DeviceIdentity identity{};
  find_mac(store_, random_, identity.mac);
  identity.board = "virtual";
  identity.firmware = MARQUEE_VERSION;
  identity.capabilities = "backlight,led,buttons,virtual";
  device_.begin(identity);
  SetUpIdentity own{};
  memcpy(own.mac, identity.mac, sizeof own.mac);
  own.board = identity.board;
  own.version = identity.firmware;
  set_up_.begin(own, random_.next(), now);
  take_options(set_up_.configuration());
  // The size is that of the module, which the command line chose.
  set_up_.configuration().glass.size = options_.size;
  for (const ScheduledPress& press : options_.presses) panel_.press(press.name, press.at_ms, kLongMs / 4);
  return hub_.begin(device_);
}

bool VirtualBoard::run(const volatile int& must_stop) {
  while (must_stop == 0 && !system_.must_restart()) {
    const uint32_t now = millis();
    uint32_t wait = device_.loop(now);
    report();
    if (device_.stage() == DeviceStage::kRunning) wait = std::min(wait, exchange_.tick(device_.board(), now));
    std::fflush(stdout);
    sleep(std::min(wait, panel_.idle_ms()));
  }
  if (must_stop != 0) device_.stop();
  return must_stop == 0;
}

void VirtualBoard::sleep(uint32_t ms) {
  const short events = tcp_.is_dialling() ? POLLOUT : POLLIN;
  pollfd waiting[] = {{tcp_.descriptor(), events, 0}, {reads_input_ ? STDIN_FILENO : -1, POLLIN, 0}};
  if (poll(waiting, 2, static_cast<int>(ms)) <= 0 || waiting[1].revents == 0) return;
  reads_input_ = keyboard_.is_open() ? keyboard_.read(panel_) : commands_.read(STDIN_FILENO, device_, panel_, glass_);
}

void VirtualBoard::report() {
  if (!options_.is_headless) return;
  const std::string code = string_of(device_.pairing_code());
  if (code != reported_code_ && !code.empty()) std::printf("pairing code %s\n", code.c_str());
  reported_code_ = code;
  const DeviceStage stage = device_.stage();
  if (stage == DeviceStage::kRunning && reported_stage_ == DeviceStage::kPairing) {
    std::printf("paired as %s\n", string_of(device_.board().display().id()).c_str());
  }
  reported_stage_ = stage;
  const LinkState state = device_.link().state();
  if (state == reported_ || (state != LinkState::kUp && state != LinkState::kWait)) return;
  reported_ = state;
  if (state == LinkState::kUp) {
    std::puts("link up");
    return;
  }
  uint8_t bytes[64];
  Writer fault(bytes, sizeof bytes);
  hub_.write_fault(fault);
  std::printf("link lost %.*s\n", static_cast<int>(fault.size()), reinterpret_cast<const char*>(bytes));
}

}  // namespace marquee
