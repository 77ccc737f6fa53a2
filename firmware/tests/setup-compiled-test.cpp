#include "../arduino/compiled-configuration.h"

#include "../host/memory-store.h"
#include "harness.h"

using namespace marquee;

namespace {

std::string string_of(Text text) { return {text.data, text.data + text.size}; }
Text text_of(const std::string& text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

}  // namespace

TEST("what is compiled in counts as long as nothing else was set up") {
  CompiledConfiguration compiled{"Attic", "eight888", "ws://hub.local:9000", {}, {}, "kitchen", "mqd_x", false};
  Configuration configuration{};
  CHECK(apply(compiled, configuration) == CompiledFault::kNone);
  CHECK_EQUAL(configuration.networks.count, 1);
  CHECK_EQUAL(string_of(configuration.hub.host.view()), "hub.local");
  CHECK_EQUAL(string_of(configuration.credentials.id.view()), "kitchen");
  compiled = {"Cellar", "other888", "ws://other", {}, {}, "office", "mqd_y", false};
  CHECK(apply(compiled, configuration) == CompiledFault::kNone);
  CHECK_EQUAL(string_of(configuration.networks.list[0].ssid.view()), "Attic");
  CHECK_EQUAL(string_of(configuration.networks.list[1].ssid.view()), "Cellar");
  CHECK_EQUAL(string_of(configuration.hub.host.view()), "hub.local");
  CHECK_EQUAL(string_of(configuration.credentials.id.view()), "kitchen");
  CHECK(apply(compiled, configuration) == CompiledFault::kNone);
  CHECK_EQUAL(configuration.networks.count, 2);
}

TEST("a compiled network is not kept with those that were set up") {
  Configuration configuration{};
  apply({"Attic", "eight888", {}, {}, {}, {}, {}, false}, configuration);
  Network typed{};
  typed.ssid.set("Cellar");
  CHECK(remember_network(configuration.networks, typed));
  MemoryStore store;
  CHECK(save_networks(store, configuration.networks));
  Configuration kept{};
  load_configuration(store, kept);
  CHECK(kept.networks.count == 1 && kept.networks.list[0].ssid.view() == "Cellar");
}

TEST("a compiled wss hub is proved by its authority or its fingerprint, unless config.h says loudly that it need not") {
  const std::string fingerprint(64, 'a');
  Configuration configuration{};
  CHECK(apply({{}, {}, "wss://hub.example", {}, {}, {}, {}, false}, configuration) == CompiledFault::kHub);
  CHECK_EQUAL(configuration.hub.port, 0);
  CHECK(apply({{}, {}, "wss://hub.example", text_of(fingerprint), {}, {}, {}, false}, configuration) == CompiledFault::kNone);
  CHECK(configuration.hub.trust == Trust::kFingerprint);
  configuration = {};
  CHECK(apply({{}, {}, "wss://hub.example", {}, "-----BEGIN CERTIFICATE-----", {}, {}, false}, configuration) == CompiledFault::kNone);
  CHECK(configuration.hub.trust == Trust::kAuthority && is_valid(configuration.hub));
  configuration = {};
  CHECK(apply({{}, {}, "wss://hub.example", {}, {}, {}, {}, true}, configuration) == CompiledFault::kNone);
}

TEST("what is compiled in and not valid is named and left out") {
  Configuration configuration{};
  CHECK(apply({"Attic", "short", {}, {}, {}, {}, {}, false}, configuration) == CompiledFault::kNetwork);
  CHECK(apply({{}, {}, "two words", {}, {}, {}, {}, false}, configuration) == CompiledFault::kHub);
  CHECK(apply({{}, {}, {}, {}, {}, "Kitchen", "mqd_x", false}, configuration) == CompiledFault::kCredentials);
  CHECK(configuration.networks.count == 0 && configuration.hub.port == 0 && configuration.credentials.id.empty());
}

TEST("the key of updates is an uncompressed point in hexadecimal digits") {
  uint8_t key[kPublicKeyBytes];
  CHECK(parse_update_key(text_of("04" + std::string(128, 'a')), key));
  CHECK(!parse_update_key("", key));
  CHECK(!parse_update_key(text_of("02" + std::string(128, 'a')), key));
  CHECK(!parse_update_key(text_of("04" + std::string(126, 'a')), key));
}
