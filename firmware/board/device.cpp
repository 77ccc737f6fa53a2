#include "device.h"

namespace marquee {

namespace {

constexpr Switch kLit = {true, 255};

bool is_due(uint32_t since_ms, uint32_t now_ms, uint32_t interval_ms) { return now_ms - since_ms >= interval_ms; }

}  // namespace

Device::Device(const DeviceParts& parts)
    : parts_(parts),
      pairing_(parts.set_up, parts.json),
      secrets_(parts.set_up, parts.json),
      unpaired_(parts.ports.hub, parts.ports.publisher, parts.ports.random, pairing_),
      board_(parts.ports) {}

MqttUser& Device::user() {
  if (stage_ == DeviceStage::kRunning) return board_;
  return unpaired_;
}

Login Device::login() {
  if (stage_ == DeviceStage::kRunning) board_.use_secret(secrets_.secret());
  return user().login();
}

bool Device::write_filter(size_t index, Writer& out) {
  if (user().write_filter(index, out)) return true;
  if (stage_ != DeviceStage::kRunning || index != kSubscriptionCount || !secrets_.takes_new()) return false;
  secrets_.write_topic(out);
  return true;
}

void Device::received(Text topic, Text payload) {
  if (stage_ != DeviceStage::kRunning || !secrets_.is_topic(topic)) return user().received(topic, payload);
  switch (secrets_.receive(payload)) {
    case NewSecret::kStored: has_new_secret_ = true; return;
    case NewSecret::kNotStored: return board_.log("secret", "the new one could not be kept, the old one stays");
    case NewSecret::kNotTaken: return board_.log("secret", "what came is none for this display, or the one it has");
  }
}

uint32_t Device::loop(uint32_t now_ms) {
  now_ms_ = now_ms;
  parts_.set_up.tick(now_ms);
  follow_set_up();
  choose_stage();
  follow_buttons();
  choose_cover();
  uint32_t wait = run_stage();
  if (stage_ == DeviceStage::kRunning) follow_size();
  follow_updates();
  if (parts_.updates != nullptr && parts_.updates->is_busy()) return 0;
  if (cover_.screen() != nullptr && wait > kNoticeRefreshMs) wait = kNoticeRefreshMs;
  return wait < kDeviceIdleMs ? wait : kDeviceIdleMs;
}

void Device::follow_set_up() {
  SetUp& set_up = parts_.set_up;
  if (set_up.take_change()) {
    if (stage_ == DeviceStage::kRunning) {
      must_restart_ = true;
    } else if (set_up.configuration().credentials.id.empty()) {
      has_hub_ = false;
      unpaired_.reconnect();
    }
  }
  const bool is_joined = set_up.is_joined();
  if (is_joined && !was_joined_) parts_.route.joined();
  was_joined_ = is_joined;
  if (is_joined) find_hub();
  // Not before the network that came with the change is kept, and the page has said so.
  if (must_restart_ && is_joined && !set_up.is_portal_open()) restart();
}

void Device::find_hub() {
  const HubEndpoint& kept = parts_.set_up.configuration().hub;
  if (!kept.host.empty()) {
    if (!has_hub_) take_hub(kept);
    return;
  }
  if (has_hub_ && link().state() != LinkState::kWait) return;
  if (has_asked_ && !is_due(asked_ms_, now_ms_, has_hub_ ? kRediscoverMs : kDiscoveryIntervalMs)) return;
  has_asked_ = true;
  asked_ms_ = now_ms_;
  HubEndpoint found{};
  if (!parts_.route.discover(found)) return;
  if (!has_hub_ || hub_.host.view() != found.host.view() || hub_.port != found.port) take_hub(found);
}

void Device::take_hub(const HubEndpoint& hub) {
  hub_ = hub;
  has_hub_ = true;
  parts_.route.take(hub_);
  if (parts_.updates != nullptr) parts_.updates->set_host(hub_.host.view());
  uint8_t bytes[kMaxHubHostBytes];
  Writer url(bytes, sizeof bytes);
  url.put(hub.tls ? "https://" : "http://").put(hub.host.view()).put(':').number(hub.port);
  if (!url.overflowed()) parts_.set_up.set_url(url.text());
}

void Device::choose_stage() {
  if (stage_ == DeviceStage::kStarting) {
    if (!was_joined_ || !has_hub_) return;
    if (!parts_.set_up.configuration().credentials.id.empty()) return run();
    pairing_.begin({{identity_.mac[0], identity_.mac[1], identity_.mac[2], identity_.mac[3], identity_.mac[4], identity_.mac[5]},
                    identity_.board,
                    identity_.firmware,
                    size()});
    stage_ = DeviceStage::kPairing;
  } else if (stage_ == DeviceStage::kPairing && unpaired_.is_done()) {
    was_paired_here_ = true;
    run();
  }
}

void Device::run() {
  const Configuration& kept = parts_.set_up.configuration();
  uint8_t bytes[kMaxMacBytes];
  Writer mac(bytes, sizeof bytes);
  for (size_t i = 0; i < sizeof identity_.mac; i++) {
    if (i > 0) mac.put(':');
    mac.hex(identity_.mac + i, 1);
  }
  secrets_.begin();
  Identity identity;
  identity.id = kept.credentials.id.view();
  identity.firmware = identity_.firmware;
  identity.board = identity_.board;
  identity.capabilities = identity_.capabilities;
  identity.ip = parts_.ports.system.ip();
  identity.mac = mac.text();
  // What is kept was valid when it was read; with anything else it pairs anew.
  if (board_.begin(identity, size(), secrets_.secret()) != BeginError::kNone) {
    parts_.set_up.forget_credentials();
    return restart();
  }
  if (kept.glass.i2c_address != 0) parts_.ports.glass.set_address(kept.glass.i2c_address);
  stage_ = DeviceStage::kRunning;
  running_ms_ = now_ms_;
  up_ms_ = now_ms_;
}

uint32_t Device::run_stage() {
  if (stage_ == DeviceStage::kRunning) {
    board_.cover(cover_.screen());
    const uint32_t wait = board_.loop(now_ms_);
    follow_secrets();
    if (board_.link().is_up()) up_ms_ = now_ms_;
    was_up_ = was_up_ || board_.link().is_up();
    return wait;
  }
  // Nobody is told of them, but they are to be sampled.
  Text name, event;
  while (parts_.ports.panel.next_input(name, event, now_ms_)) continue;
  const uint32_t wait = stage_ == DeviceStage::kPairing ? unpaired_.loop(now_ms_) : kDeviceIdleMs;
  if (cover_.screen() == nullptr) return wait;
  const uint32_t glass_wait = parts_.ports.glass.show(*cover_.screen(), kLit, now_ms_);
  return glass_wait < wait ? glass_wait : wait;
}

// The connection that a new secret came on was made with the one before; the hub ends that one when it sees the new one.
void Device::follow_secrets() {
  const bool has_another = secrets_.follow(board_.link());
  if (has_another) board_.log("secret", "refused, trying another one");
  if (!has_another && !has_new_secret_) return;
  has_new_secret_ = false;
  board_.reconnect();
}

// Notices of the next start are to fit, and to be of the module's ROM.
void Device::follow_size() {
  const Size& wanted = board_.display().screen().size;
  GlassSettings glass = parts_.set_up.configuration().glass;
  if (glass.size == wanted) return;
  glass.size = wanted;
  parts_.set_up.keep(glass);
}

void Device::follow_buttons() {
  buttons_.tick(parts_.ports.panel, now_ms_);
  parts_.ports.glass.show_test(buttons_.is_testing_contrast() ? TestPicture::kContrast : TestPicture::kNone);
  if (!buttons_.take_forget()) return;
  parts_.set_up.forget_all();
  restart();
}

void Device::follow_updates() {
  if (parts_.updates == nullptr) return;
  parts_.updates->tick(stage_ == DeviceStage::kRunning && board_.link().is_up(), now_ms_);
  const Text news = parts_.updates->take_news();
  if (!news.empty()) board_.log("update", news);
  if (parts_.updates->take_restart()) restart();
}

void Device::choose_cover() {
  Notice wanted{};
  if (notice(wanted)) return cover_.show(wanted, size(), now_ms_);
  cover_.hide();
}

bool Device::is_glass_free() const {
  if (stage_ != DeviceStage::kRunning) return true;
  const Screen& screen = board_.display().screen();
  return screen.message_id.empty() && screen.page.empty();
}

bool Device::notice(Notice& notice) const {
  if (parts_.updates != nullptr && parts_.updates->notice(notice)) return true;
  if (parts_.set_up.notice(notice)) return notice.kind == NoticeKind::kSetUpNetwork || is_glass_free();
  if (!has_hub_) {
    notice = {NoticeKind::kFindingHub, {}, {}};
    return stage_ != DeviceStage::kRunning || is_glass_free();
  }
  if (stage_ != DeviceStage::kRunning) return (stage_ == DeviceStage::kPairing && pairing_.notice(notice, now_ms_)) || notice_of_hub(notice);
  if (was_paired_here_ && !is_due(running_ms_, now_ms_, kPairedNoticeMs)) {
    notice = {NoticeKind::kPaired, pairing_.name(), {}};
    return true;
  }
  return !board_.link().is_up() && notice_of_hub(notice);
}

// Why there is no connection.
bool Device::notice_of_hub(Notice& notice) const {
  const DialFault fault = parts_.route.fault();
  const Text host = hub_.host.view();
  if (link().refusal() == Refusal::kCredentials && stage_ == DeviceStage::kRunning) {
    notice = {NoticeKind::kRefused, {}, {}};
    return true;
  }
  if (fault == DialFault::kWrongCertificate || fault == DialFault::kNoProof) {
    notice = {NoticeKind::kWrongCertificate, host, {}};
  } else if (fault == DialFault::kNoTime) {
    notice = {NoticeKind::kWaitingForTime, {}, {}};
  } else {
    notice = {NoticeKind::kWaitingForHub, host, {}};
    // The usual second between two connections is not worth a word.
    if (was_up_ && !is_due(up_ms_, now_ms_, kQuietLossMs)) return false;
  }
  return is_glass_free();
}

Size Device::size() const {
  return stage_ == DeviceStage::kRunning ? board_.display().screen().size : parts_.set_up.configuration().glass.size;
}

void Device::stop() {
  if (stage_ == DeviceStage::kRunning) return board_.stop();
  parts_.ports.hub.close();
}

void Device::restart() {
  must_restart_ = false;
  stop();
  parts_.ports.system.restart();
}

}  // namespace marquee
