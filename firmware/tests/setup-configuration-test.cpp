#include "setup/configuration.h"

#include "../host/memory-store.h"
#include "harness.h"
#include "setup/hub-address.h"

using namespace marquee;

namespace {

std::string string_of(Text text) { return {text.data, text.data + text.size}; }
Text text_of(const std::string& text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

Network network(const std::string& ssid, const std::string& password) {
  Network made{};
  made.ssid.set(text_of(ssid));
  made.password.set(text_of(password));
  return made;
}

Credentials credentials(const std::string& id, const std::string& secret) {
  Credentials made{};
  made.id.set(text_of(id));
  made.secret.set(text_of(secret));
  return made;
}

const std::string kFingerprint(64, 'a');

// The address as it is written again, or the first word of the fault.
std::string address(const std::string& text, const std::string& fingerprint = "") {
  HubEndpoint hub{};
  const AddressFault fault = parse_hub_address(text_of(text), text_of(fingerprint), hub);
  if (fault != AddressFault::kNone) {
    CHECK(hub.host.empty() && !sentence_of(fault).empty());
    const char* const words[] = {"", "scheme", "host", "port", "path", "needs fingerprint", "fingerprint"};
    return words[static_cast<int>(fault)];
  }
  uint8_t bytes[kMaxAddressBytes];
  Writer out(bytes, sizeof bytes);
  write_hub_address(hub, out);
  CHECK(!out.overflowed() && is_valid(hub));
  return string_of(out.text());
}

}  // namespace

TEST("a configuration comes back as it was kept") {
  MemoryStore store;
  Configuration kept{};
  CHECK(remember_network(kept.networks, network("Upstairs", "")));
  CHECK(remember_network(kept.networks, network("Attic", "eight888")));
  CHECK(parse_hub_address("wss://hub.example:8443/mqtt", text_of(kFingerprint), kept.hub) == AddressFault::kNone);
  kept.credentials = credentials("kitchen", "mqd_0123");
  kept.glass = {{20, 4, Rom::A02}, 0x3F};
  CHECK(save_networks(store, kept.networks) && save_hub(store, kept.hub));
  CHECK(save_credentials(store, kept.credentials) && save_glass(store, kept.glass));
  Configuration read;
  load_configuration(store, read);
  CHECK_EQUAL(read.networks.count, 2);
  CHECK_EQUAL(string_of(read.networks.list[0].ssid.view()), "Attic");
  CHECK_EQUAL(string_of(read.networks.list[0].password.view()), "eight888");
  CHECK(read.networks.list[1].password.empty());
  CHECK_EQUAL(string_of(read.hub.host.view()), "hub.example");
  CHECK_EQUAL(read.hub.port, 8443);
  CHECK(read.hub.tls && read.hub.trust == Trust::kFingerprint && read.hub.fingerprint[31] == 0xAA);
  CHECK_EQUAL(string_of(read.credentials.id.view()), "kitchen");
  CHECK_EQUAL(string_of(read.credentials.secret.view()), "mqd_0123");
  CHECK(read.glass.size == kept.glass.size && read.glass.i2c_address == 0x3F);
}

TEST("what was never kept, is damaged or of a later version counts as never set") {
  MemoryStore store;
  Configuration read;
  load_configuration(store, read);
  CHECK(read.networks.count == 0 && read.hub.port == 0 && read.credentials.id.empty());
  CHECK(read.glass.size == kDefaultGlass.size);
  RecordBuffer buffer;
  copy_text("\x14\x04", buffer.payload(), 2);
  CHECK(save_record(store, RecordKind::kGlass, 1, buffer, 2));
  copy_text(Text("\x07kitchen\x03mqd"), buffer.payload(), 12);
  CHECK(save_record(store, RecordKind::kCredentials, 2, buffer, 12));
  load_configuration(store, read);
  CHECK(read.credentials.id.empty() && read.glass.size == kDefaultGlass.size);
  copy_text(Text("\x07kitchen\x03mqd"), buffer.payload(), 12);
  CHECK(save_record(store, RecordKind::kCredentials, 1, buffer, 12));
  load_configuration(store, read);
  CHECK_EQUAL(string_of(read.credentials.id.view()), "kitchen");
}

TEST("a network that is set again moves to the front, and the fifth drops the one set longest ago") {
  Networks networks{};
  for (const char* ssid : {"a", "b", "c", "d"}) CHECK(remember_network(networks, network(ssid, "")));
  CHECK(remember_network(networks, networks.list[2]));
  CHECK(remember_network(networks, network("a", "new-password")));
  CHECK(remember_network(networks, network("e", "")));
  std::string order;
  for (size_t i = 0; i < networks.count; i++) order += string_of(networks.list[i].ssid.view());
  CHECK_EQUAL(order, "eabd");
  CHECK_EQUAL(string_of(networks.list[1].password.view()), "new-password");
  CHECK(!remember_network(networks, network("f", "short")));
}

TEST("networks and credentials that no access point or hub could have are refused") {
  CHECK(is_valid(network(std::string(32, 's'), std::string(63, 'p'))));
  CHECK(is_valid(network("x", std::string(64, 'F'))));
  CHECK(!is_valid(network("", "password")));
  CHECK(!is_valid(network("x", "seven77")));
  CHECK(!is_valid(network("x", std::string(64, 'g'))));
  CHECK(!is_valid(network("x", "tab\tinside")));
  CHECK(is_valid(credentials("kitchen", "mqd_" + std::string(43, '-'))));
  CHECK(!is_valid(credentials("kitchen", "")));
  CHECK(!is_valid(credentials("kitchen", "two words")));
  for (const char* id : {"", "Kitchen", "_a", "-a", "all", "group", "a/b", "a+", "ä"}) CHECK(!is_valid(credentials(id, "mqd_x")));
  MemoryStore store;
  CHECK(!save_credentials(store, credentials("all", "mqd_x")));
  CHECK(!save_glass(store, {{40, 4, Rom::A00}, 0}));
  CHECK(!save_glass(store, {{16, 2, Rom::A00}, 0x50}));
  CHECK(store.values.empty());
}

TEST("an address of the hub is read as people write it") {
  CHECK_EQUAL(address("hub.local"), "ws://hub.local:8080/mqtt");
  CHECK_EQUAL(address(" 192.168.1.10:9000/ "), "ws://192.168.1.10:9000/mqtt");
  CHECK_EQUAL(address("http://marquee:80/mqtt"), "ws://marquee:80/mqtt");
  CHECK_EQUAL(address("ws://[fe80::1]:8080/x"), "ws://[fe80::1]:8080/x");
  CHECK_EQUAL(address("wss://hub.example", kFingerprint), "wss://hub.example:443/mqtt");
  CHECK_EQUAL(address(""), "");
  std::string colons;
  for (int i = 0; i < 32; i++) colons += i == 0 ? "AB" : ":AB";
  CHECK_EQUAL(address("https://hub.example/mqtt", colons), "wss://hub.example:443/mqtt");
}

TEST("an address of the hub that cannot work is refused for what is wrong") {
  CHECK_EQUAL(address("ftp://hub"), "scheme");
  for (const char* text : {"hub local", "hub\"", "ws://", "wss://", ":8080", "[::1", "a@b", "hub\x01"}) CHECK_EQUAL(address(text), "host");
  CHECK_EQUAL(address(std::string(65, 'h')), "host");
  for (const char* text : {"hub:", "hub:0", "hub:65536", "hub:123456", "hub:80a", "[::1]80"}) CHECK_EQUAL(address(text), "port");
  CHECK_EQUAL(address("hub/a b"), "path");
  CHECK_EQUAL(address("hub/" + std::string(64, 'p')), "path");
  CHECK_EQUAL(address("wss://hub"), "needs fingerprint");
  CHECK_EQUAL(address("wss://hub", kFingerprint + "a"), "fingerprint");
  CHECK_EQUAL(address("wss://hub", kFingerprint.substr(1)), "fingerprint");
  CHECK_EQUAL(address("wss://hub", "g" + kFingerprint.substr(1)), "fingerprint");
}

TEST("forgetting leaves nothing, and a certificate is kept on its own") {
  MemoryStore store;
  const std::string pem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
  CHECK(save_authority(store, text_of(pem)));
  CHECK(!save_authority(store, "not a certificate"));
  CHECK(!save_authority(store, text_of(pem + std::string(kMaxAuthorityBytes, 'x'))));
  uint8_t read[kMaxAuthorityBytes];
  CHECK_EQUAL(string_of({read, load_authority(store, read, sizeof read)}), pem);
  CHECK(save_credentials(store, credentials("kitchen", "mqd_x")));
  CHECK(save_credentials(store, credentials("kitchen", "mqd_y")));
  CHECK(forget_configuration(store));
  CHECK(store.values.empty());
}
