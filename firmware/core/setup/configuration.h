#pragma once
// What a board keeps of its set-up, and how it is kept: one record per kind (record.h).

#include "../glass/frame.h"
#include "record.h"

namespace marquee {

// All zeros is a network that is not there. An empty password is an open network.
struct Network {
  ShortText<kMaxSsidBytes> ssid;
  ShortText<kMaxPasswordBytes> password;
  bool is_compiled;  // comes with the firmware, so it is not kept
};

// The network that was set last stands first.
struct Networks {
  Network list[kMaxNetworks];
  uint8_t count;
};

// How a wss hub proves that it is the hub. kNone is for ws alone.
enum class Trust : uint8_t { kNone, kAuthority, kFingerprint };

// Where the hub is. An empty host is found by discovery.
struct HubEndpoint {
  ShortText<kMaxHubHostBytes> host;
  ShortText<kMaxHubPathBytes> path;
  uint16_t port;
  bool tls;
  Trust trust;
  uint8_t fingerprint[kFingerprintBytes];  // SHA-256 of the certificate as DER
};

// What the hub gave when the board was paired. The secret is never written to a log, a page or the glass.
struct Credentials {
  ShortText<kMaxNameBytes> id;
  ShortText<kMaxStoredSecretBytes> secret;
};

struct GlassSettings {
  Size size;
  uint8_t i2c_address;  // 0 is looked for
};

struct Configuration {
  Networks networks;
  HubEndpoint hub;
  Credentials credentials;
  // What the hub has sent to take their place; the same id. Empty while there are none.
  Credentials next;
  // Those of the firmware itself, for the same id, if others count. Never kept.
  Credentials compiled;
  GlassSettings glass;
};

constexpr GlassSettings kDefaultGlass = {{16, 2, Rom::A00}, 0};

// True for 1 to 32 bytes of SSID with no password, a passphrase of 8 to 63 printable bytes, or 64 hexadecimal digits.
bool is_valid(const Network& network);
bool is_valid(const HubEndpoint& hub);
bool is_valid(const Credentials& credentials);
bool is_valid(const GlassSettings& glass);

// Puts a network first; one of the same SSID is replaced, and the last one makes room. False if it is not valid.
bool remember_network(Networks& networks, const Network& network);

// Reads everything. What is missing, damaged, of a later version or not valid is as if it had never been set.
void load_configuration(Store& store, Configuration& configuration);

// Each keeps one part; of the networks, those that are not compiled in. False if it is not valid or could not be kept.
bool save_networks(Store& store, const Networks& networks);
bool save_hub(Store& store, const HubEndpoint& hub);
bool save_credentials(Store& store, const Credentials& credentials);
bool save_next_credentials(Store& store, const Credentials& credentials);
bool save_glass(Store& store, const GlassSettings& glass);

// Forgets who the board is to the hub. False if something remains.
bool forget_credentials(Store& store);

// Forgets everything, the secrets first; the button held for 10 s. False if something remains.
bool forget_configuration(Store& store);

// The PEM certificates that a wss hub is checked against, without a NUL. 0 if there are none.
size_t load_authority(Store& store, uint8_t* out, size_t capacity);
bool save_authority(Store& store, Text pem);

}  // namespace marquee
