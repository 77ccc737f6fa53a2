#include "../arduino/compiled-configuration.h"

#include "harness.h"

using namespace marquee;

namespace {

std::string string_of(Text text) { return {text.data, text.data + text.size}; }
Text text_of(const std::string& text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

}  // namespace

TEST("what is compiled in counts as long as nothing else was set up") {
  CompiledConfiguration compiled{"Attic", "eight888", "ws://hub.local:9000", {}, {}, "kitchen", "mqd_x"};
  Configuration configuration{};
  CHECK(apply(compiled, configuration) == CompiledFault::kNone);
  CHECK_EQUAL(configuration.networks.count, 1);
  CHECK_EQUAL(string_of(configuration.hub.host.view()), "hub.local");
  CHECK_EQUAL(string_of(configuration.credentials.id.view()), "kitchen");
  compiled = {"Cellar", "other888", "ws://other", {}, {}, "office", "mqd_y"};
  CHECK(apply(compiled, configuration) == CompiledFault::kNone);
  CHECK_EQUAL(string_of(configuration.networks.list[0].ssid.view()), "Attic");
  CHECK_EQUAL(string_of(configuration.networks.list[1].ssid.view()), "Cellar");
  CHECK_EQUAL(string_of(configuration.hub.host.view()), "hub.local");
  CHECK_EQUAL(string_of(configuration.credentials.id.view()), "kitchen");
  CHECK(apply(compiled, configuration) == CompiledFault::kNone);
  CHECK_EQUAL(configuration.networks.count, 2);
}

TEST("a compiled wss hub is proved by its authority or its fingerprint, never by nothing") {
  const std::string fingerprint(64, 'a');
  Configuration configuration{};
  CHECK(apply({{}, {}, "wss://hub.example", {}, {}, {}, {}}, configuration) == CompiledFault::kHub);
  CHECK_EQUAL(configuration.hub.port, 0);
  CHECK(apply({{}, {}, "wss://hub.example", text_of(fingerprint), {}, {}, {}}, configuration) == CompiledFault::kNone);
  CHECK(configuration.hub.trust == Trust::kFingerprint);
  configuration = {};
  CHECK(apply({{}, {}, "wss://hub.example", {}, "-----BEGIN CERTIFICATE-----", {}, {}}, configuration) == CompiledFault::kNone);
  CHECK(configuration.hub.trust == Trust::kAuthority && is_valid(configuration.hub));
}

TEST("what is compiled in and not valid is named and left out") {
  Configuration configuration{};
  CHECK(apply({"Attic", "short", {}, {}, {}, {}, {}}, configuration) == CompiledFault::kNetwork);
  CHECK(apply({{}, {}, "two words", {}, {}, {}, {}}, configuration) == CompiledFault::kHub);
  CHECK(apply({{}, {}, {}, {}, {}, "Kitchen", "mqd_x"}, configuration) == CompiledFault::kCredentials);
  CHECK(configuration.networks.count == 0 && configuration.hub.port == 0 && configuration.credentials.id.empty());
}

TEST("the key of updates is an uncompressed point in hexadecimal digits") {
  uint8_t key[kPublicKeyBytes];
  CHECK(parse_update_key(text_of("04" + std::string(128, 'a')), key));
  CHECK(!parse_update_key("", key));
  CHECK(!parse_update_key(text_of("02" + std::string(128, 'a')), key));
  CHECK(!parse_update_key(text_of("04" + std::string(126, 'a')), key));
}
