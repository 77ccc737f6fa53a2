#include "posix-client.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../core/link/link-limits.h"

namespace marquee {

bool PosixClient::wait(short events, int timeout_ms) const {
  pollfd waiting{socket_, events, 0};
  return poll(&waiting, 1, timeout_ms) > 0;
}

bool PosixClient::open(const char* host, uint16_t port) {
  char service[8];
  snprintf(service, sizeof service, "%u", port);
  addrinfo hints = {};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(host, service, &hints, &found) != 0) return false;
  const addrinfo* address = found;
  for (unsigned i = 0; i < tries_; i++) address = address->ai_next != nullptr ? address->ai_next : found;
  tries_ = (tries_ + 1) % 16;
  socket_ = socket(address->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  const int yes = 1;
  if (socket_ >= 0) setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  const bool has_begun = socket_ >= 0 && (::connect(socket_, address->ai_addr, address->ai_addrlen) == 0 || errno == EINPROGRESS);
  freeaddrinfo(found);
  if (!has_begun) stop();
  return has_begun;
}

Progress PosixClient::dial(const char* host, uint16_t port) {
  if (socket_ < 0 && !open(host, port)) return Progress::kFailed;
  if (!wait(POLLOUT, 0)) return Progress::kPending;
  int error = 0;
  socklen_t size = sizeof error;
  getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &size);
  is_connected_ = error == 0;
  if (is_connected_) tries_ = tries_ > 0 ? tries_ - 1 : 15;
  if (!is_connected_) stop();
  return is_connected_ ? Progress::kDone : Progress::kFailed;
}

int PosixClient::connect(IPAddress ip, uint16_t port) {
  char host[16];
  snprintf(host, sizeof host, "%u.%u.%u.%u", ip[0], ip[1], ip[2], ip[3]);
  return connect(host, port);
}

int PosixClient::connect(const char* host, uint16_t port) {
  stop();
  if (dial(host, port) == Progress::kPending && wait(POLLOUT, kDialTimeoutMs)) dial(host, port);
  if (!is_connected_) stop();
  return is_connected_ ? 1 : 0;
}

size_t PosixClient::write(const uint8_t* bytes, size_t size) {
  size_t sent = 0;
  while (is_connected_ && sent < size) {
    const ssize_t count = send(socket_, bytes + sent, size - sent, MSG_NOSIGNAL);
    if (count > 0) {
      sent += static_cast<size_t>(count);
    } else if (errno != EINTR && (errno != EAGAIN || !wait(POLLOUT, kWriteTimeoutMs))) {
      break;
    }
  }
  return sent;
}

int PosixClient::available() {
  int count = 0;
  if (!is_connected_ || ioctl(socket_, FIONREAD, &count) != 0) return 0;
  return count;
}

int PosixClient::read() {
  uint8_t byte;
  return read(&byte, 1) == 1 ? byte : -1;
}

int PosixClient::read(uint8_t* out, size_t capacity) {
  if (!is_connected_) return -1;
  const ssize_t count = recv(socket_, out, capacity, 0);
  return count > 0 ? static_cast<int>(count) : -1;
}

int PosixClient::peek() {
  uint8_t byte;
  return is_connected_ && recv(socket_, &byte, 1, MSG_PEEK) == 1 ? byte : -1;
}

void PosixClient::stop() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
  is_connected_ = false;
}

uint8_t PosixClient::connected() {
  if (!is_connected_) return 0;
  uint8_t byte;
  const ssize_t count = recv(socket_, &byte, 1, MSG_PEEK);
  return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR)) ? 1 : 0;
}

}  // namespace marquee
