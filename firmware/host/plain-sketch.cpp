// A sketch as somebody else would write it: connects, subscribes to one topic and prints what arrives. No guard, no status, no
// acknowledgements of Marquee. Usage: plain-sketch <host> <port> <id>
#include <PubSubClient.h>

#include <cstdio>
#include <cstdlib>

#include "../arduino/ws-client.h"
#include "pc-parts.h"
#include "posix-client.h"

namespace {

void print(char* topic, uint8_t* payload, unsigned int size) {
  std::printf("%s: %.*s\n", topic, static_cast<int>(size), reinterpret_cast<const char*>(payload));
  std::fflush(stdout);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) return 2;
  const char* const id = arguments[3];
  char topic[64];
  std::snprintf(topic, sizeof topic, "displays/%s/message", id);
  marquee::PosixClient tcp;
  marquee::PcRandom random;
  marquee::WsClient web_socket(tcp, random);
  PubSubClient client(web_socket);
  client.setServer(arguments[1], static_cast<uint16_t>(std::atoi(arguments[2])));
  client.setCallback(print);
  for (;;) {
    if (!client.connected()) {
      if (!client.connect(id) || !client.subscribe(topic)) {
        delay(500);
        continue;
      }
      std::puts("subscribed");
      std::fflush(stdout);
    }
    client.loop();
    delay(5);
  }
}
