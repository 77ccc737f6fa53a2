#include "hub-discovery.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

namespace marquee {

namespace {

int64_t now_ms() {
  timespec now = {};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1000000;
}

bool ask(int file, const MdnsDestination& destination) {
  sockaddr_in to = {};
  to.sin_family = AF_INET;
  to.sin_port = htons(destination.port);
  memcpy(&to.sin_addr, destination.ip, sizeof destination.ip);
  uint8_t question[kMaxDnsBytes];
  const size_t size = write_hub_question(question, sizeof question);
  return ::sendto(file, question, size, 0, reinterpret_cast<const sockaddr*>(&to), sizeof to) == static_cast<ssize_t>(size);
}

bool take_answer(int file, HubEndpoint& hub) {
  uint8_t packet[kMaxMdnsBytes];
  sockaddr_in from = {};
  socklen_t from_size = sizeof from;
  const ssize_t count = ::recvfrom(file, packet, sizeof packet, 0, reinterpret_cast<sockaddr*>(&from), &from_size);
  if (count <= 0) return false;
  uint8_t sender[4];
  memcpy(sender, &from.sin_addr, sizeof sender);
  return read_hub_answer({packet, static_cast<size_t>(count)}, sender, hub);
}

}  // namespace

bool discover_hub(const MdnsDestination& destination, int timeout_ms, HubEndpoint& hub) {
  const int file = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (file < 0) return false;
  const int64_t end = now_ms() + timeout_ms;
  bool is_found = false;
  bool is_asked = ask(file, destination);
  while (is_asked && !is_found) {
    const int64_t left = end - now_ms();
    pollfd waiting = {file, POLLIN, 0};
    if (left <= 0 || ::poll(&waiting, 1, static_cast<int>(left)) <= 0) break;
    is_found = take_answer(file, hub);
  }
  ::close(file);
  return is_found;
}

}  // namespace marquee
