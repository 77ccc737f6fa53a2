// One MQTT client over a non-blocking WebSocket.
#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>

#include "ledger.h"
#include "mqtt.h"
#include "settings.h"

enum class Phase { kConnecting, kUpgrading, kOpening, kSubscribing, kReady, kClosed };

class Client {
 public:
  Client(int epoll, uint32_t number) : epoll_(epoll), number_(number) {}
  Client(const Client&) = delete;
  ~Client() { close_socket(); }

  // Set before `open`.
  std::string client_id;
  std::string will_topic;
  // Nothing is subscribed while this is empty.
  std::vector<std::string> filters;
  int qos = 0;
  bool is_frozen = false;

  Phase phase = Phase::kClosed;
  uint64_t opened_at = 0;
  uint64_t subscribed_at = 0;
  uint64_t last_arrival = 0;
  Received received;

  uint32_t number() const { return number_; }
  size_t unsent() const { return out_.size(); }

  void open(const Settings& settings) {
    opened_at = now_ns();
    socket_ = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (socket_ < 0) throw std::runtime_error("no more sockets: raise the limit of open files (ulimit -n)");
    const int on = 1, small = 4096;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    // Otherwise the kernel would read megabytes on behalf of the client that does not.
    if (is_frozen) setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(settings.port);
    inet_pton(AF_INET, settings.host.c_str(), &address.sin_addr);
    const int result = connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address);
    if (result < 0 && errno != EINPROGRESS) return close_socket();
    phase = Phase::kConnecting;
    epoll_event event{EPOLLIN | EPOLLOUT, {.ptr = this}};
    epoll_ctl(epoll_, EPOLL_CTL_ADD, socket_, &event);
    waits_to_write_ = true;
    const std::string request = upgrade_request(settings.host + ":" + std::to_string(settings.port), settings.path);
    out_.assign(request.begin(), request.end());
  }

  // Queues a packet; `flush` sends everything queued in one go.
  void queue(const Bytes& packet) { append_frame(out_, packet.data(), packet.size()); }

  void flush() {
    while (phase != Phase::kClosed && !out_.empty()) {
      const ssize_t sent = ::send(socket_, out_.data(), out_.size(), MSG_NOSIGNAL);
      if (sent < 0 && errno == EAGAIN) break;
      if (sent < 0) return close_socket();
      out_.erase(out_.begin(), out_.begin() + sent);
    }
    if (phase != Phase::kClosed && waits_to_write_ == out_.empty()) {
      waits_to_write_ = !out_.empty();
      watch();
    }
  }

  void subscribe() {
    subscribed_at = now_ns();
    queue(subscribe_packet(filters, qos));
  }

  // Handles what epoll reported. `on_publish(client, publish)` for each message, `on_ready(client)` once.
  template <typename OnPublish, typename OnReady>
  void handle(uint32_t events, OnPublish&& on_publish, OnReady&& on_ready) {
    if (events & EPOLLOUT) {
      if (phase == Phase::kConnecting) phase = Phase::kUpgrading;
      flush();
    }
    if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) == 0 || phase == Phase::kClosed) return;
    static uint8_t buffer[256 * 1024];
    const ssize_t length = recv(socket_, buffer, sizeof buffer, 0);
    if (length < 0 && errno == EAGAIN) return;
    if (length <= 0) return close_socket();
    const uint8_t* data = buffer;
    auto size = static_cast<size_t>(length);
    if (phase == Phase::kUpgrading && !read_upgrade(data, size)) return;
    const auto on_packet = [&](uint8_t first, const uint8_t* body, size_t bytes) {
      if (first >> 4 == kPublish) return on_publish(*this, parse_publish(first, body, bytes));
      progress(first, body, bytes, on_ready);
    };
    const bool is_sound = frames_.feed(
        data, size,
        [&](const uint8_t* payload, size_t bytes) {
          if (!packets_.feed(payload, bytes, on_packet)) is_broken_ = true;
        },
        [&](uint8_t opcode, const uint8_t* payload, size_t bytes) {
          if (opcode == 8) is_broken_ = true;
          if (opcode == 9) append_frame(out_, payload, bytes, 10);
        });
    if (!is_sound || is_broken_) return close_socket();
    flush();
  }

  // Says goodbye, so that no will is published.
  void disconnect() {
    if (phase == Phase::kReady && !is_frozen) queue({0xe0, 0}), flush();
    close_socket();
  }

  uint64_t acknowledged = 0;

 private:
  void close_socket() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
    phase = Phase::kClosed;
  }

  void watch() {
    epoll_event event{0, {.ptr = this}};
    if (!(is_frozen && phase == Phase::kReady)) event.events = EPOLLIN;
    if (waits_to_write_) event.events |= EPOLLOUT;
    epoll_ctl(epoll_, EPOLL_CTL_MOD, socket_, &event);
  }

  // Leaves in `data` what came behind the HTTP answer.
  bool read_upgrade(const uint8_t*& data, size_t& size) {
    answer_.append(reinterpret_cast<const char*>(data), size);
    const size_t end = answer_.find("\r\n\r\n");
    if (end == std::string::npos) return false;
    if (answer_.compare(0, 12, "HTTP/1.1 101") != 0) return close_socket(), false;
    const size_t behind = answer_.size() - end - 4;
    data += size - behind;
    size = behind;
    answer_.clear();
    phase = Phase::kOpening;
    queue(connect_packet(client_id, will_topic));
    flush();
    return true;
  }

  template <typename OnReady>
  void progress(uint8_t first, const uint8_t* body, size_t length, OnReady&& on_ready) {
    const uint8_t type = first >> 4;
    if (type == kPuback) acknowledged++;
    const bool is_accepted = length >= 2 && body[1] == 0;
    if (type == kConnack && phase == Phase::kOpening) {
      if (!is_accepted) return void(is_broken_ = true);
      if (!filters.empty()) return phase = Phase::kSubscribing, subscribe();
    } else if (!(type == kSuback && phase == Phase::kSubscribing)) {
      return;
    }
    phase = Phase::kReady;
    on_ready(*this);
    if (is_frozen) flush(), watch();
  }

  const int epoll_;
  const uint32_t number_;
  int socket_ = -1;
  bool waits_to_write_ = false;
  bool is_broken_ = false;
  Bytes out_;
  std::string answer_;
  FrameReader frames_;
  PacketReader packets_;
};
