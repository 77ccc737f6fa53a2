#include "setup/mdns.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include "../host/hub-discovery.h"
#include "harness.h"

using namespace marquee;

namespace {

std::string string_of(Text text) { return {text.data, text.data + text.size}; }
Text text_of(const std::string& text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

std::string word(int value) { return {static_cast<char>(value >> 8), static_cast<char>(value)}; }
std::string record(const std::string& name, int type, const std::string& data) {
  return name + word(type) + word(0x8001) + std::string("\0\0\0\x78", 4) + word(static_cast<int>(data.size())) + data;
}
std::string response(int records, const std::string& rest) { return word(0) + word(0x8400) + word(0) + word(records) + word(0) + word(0) + rest; }

const std::string kRoot(1, '\0');
const std::string kService = "\x08_Marquee\x04_tcp\x05local" + kRoot;  // at 12
const std::string kInstance = "\x03hub\xC0\x0C";                       // at 43, behind the header of the first record
const std::string kHost = "\x04" "attic\x05local" + kRoot;
const std::string kSrv = word(0) + word(0) + word(8080) + "\x07marquee\x05local" + kRoot;
const std::string kAddress = record("\x07MARQUEE\x05local" + kRoot, 1, "\x0A\x01\x02\x03");

std::string hub_of(const std::string& packet) {
  const uint8_t sender[4] = {192, 168, 1, 9};
  HubEndpoint hub{};
  if (!read_hub_answer(text_of(packet), sender, hub)) return "none";
  CHECK(is_valid(hub));
  return string_of(hub.host.view()) + ":" + std::to_string(hub.port) + string_of(hub.path.view());
}

// What common responders send: the pointer, the service by the pointer's name, a text, the address.
std::string whole_answer() {
  const std::string pointer = record(kService, 12, kInstance);
  return response(4, pointer + record(std::string("\xC0\x2B"), 33, kSrv) + record(std::string("\xC0\x2B"), 16, kRoot) + kAddress);
}

}  // namespace

TEST("the question asks for the service, answered to the asker alone") {
  uint8_t out[64];
  const size_t size = write_hub_question(out, sizeof out);
  CHECK_EQUAL(string_of({out, size}), word(0) + word(0) + word(1) + word(0) + word(0) + word(0) + "\x08_marquee\x04_tcp\x05local" + kRoot + word(12) + word(0x8001));
  CHECK_EQUAL(write_hub_question(out, 20), size_t{0});
}

TEST("a hub is found in an answer, by its address or by that of the sender") {
  CHECK_EQUAL(whole_answer().substr(43, 4), std::string("\x03hub"));
  CHECK_EQUAL(hub_of(whole_answer()), "10.1.2.3:8080/mqtt");
  CHECK_EQUAL(hub_of(response(1, record("\x03hub" + kService, 33, kSrv))), "192.168.1.9:8080/mqtt");
}

TEST("answers of other services, questions and broken packets name no hub") {
  CHECK_EQUAL(hub_of(response(1, record("\x03hub\x05_http\x04_tcp\x05local" + kRoot, 33, kSrv))), "none");
  CHECK_EQUAL(hub_of(response(1, kAddress)), "none");
  std::string question = whole_answer();
  question[2] = 0;
  CHECK_EQUAL(hub_of(question), "none");
  CHECK_EQUAL(hub_of(response(1, record("\x03hub" + kService, 33, word(0) + word(0) + word(0) + kHost))), "none");
  CHECK_EQUAL(hub_of(response(1000, record("\x03hub" + kService, 33, kSrv))), "none");
  // A name that points at itself.
  CHECK_EQUAL(hub_of(response(1, record(std::string("\xC0\x0C"), 33, kSrv))), "none");
  for (size_t size = 0; size < whole_answer().size() - kAddress.size() - 10; size++) CHECK(hub_of(whole_answer().substr(0, size)) != "10.1.2.3:8080/mqtt");
}

TEST("a PC finds a hub that answers, and gives up when none does") {
  const int file = ::socket(AF_INET, SOCK_DGRAM, 0);
  sockaddr_in own = {};
  own.sin_family = AF_INET;
  own.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof own;
  CHECK(::bind(file, reinterpret_cast<const sockaddr*>(&own), sizeof own) == 0);
  ::getsockname(file, reinterpret_cast<sockaddr*>(&own), &size);
  const MdnsDestination destination = {{127, 0, 0, 1}, ntohs(own.sin_port)};
  std::thread responder([file] {
    char question[kMaxDnsBytes];
    sockaddr_in from = {};
    socklen_t from_size = sizeof from;
    if (::recvfrom(file, question, sizeof question, 0, reinterpret_cast<sockaddr*>(&from), &from_size) <= 0) return;
    for (const std::string& packet : {std::string("junk"), whole_answer()}) {
      ::sendto(file, packet.data(), packet.size(), 0, reinterpret_cast<const sockaddr*>(&from), from_size);
    }
  });
  HubEndpoint hub{};
  CHECK(discover_hub(destination, 20000, hub));
  CHECK_EQUAL(string_of(hub.host.view()), "10.1.2.3");
  responder.join();
  CHECK(!discover_hub(destination, 1, hub));
  ::close(file);
}
