#pragma once
// Setting a board up as a whole: networks, portal, Improv and what is kept of them, over one small port.

#include "improv.h"
#include "notices.h"
#include "portal.h"
#include "setup-network.h"
#include "wifi-plan.h"

namespace marquee {

// The radio of the board. Nothing here waits.
class WifiPort {
 public:
  // Leaves what it is in and begins to join. is_joined() is false until it has an address there.
  virtual void join(const Network& network) = 0;
  virtual bool is_joined() = 0;
  virtual void open_access_point(const SetupNetwork& network) = 0;
  virtual void close_access_point() = 0;
  // Somebody is in the access point.
  virtual bool is_access_point_used() = 0;
  virtual void start_scan() = 0;
  // True once when the scan is over; adds its networks.
  virtual bool take_scan(ScanList& list) = 0;

 protected:
  ~WifiPort() = default;
};

// The views must outlive the set-up. `address` is that of the board in its own access point.
struct SetUpIdentity {
  uint8_t mac[6];
  Text board;
  Text version;
  Text address;
};

class SetUp {
 public:
  // All three must outlive it.
  SetUp(WifiPort& wifi, Store& store, ByteSink& serial) : wifi_(wifi), store_(store), serial_(serial) {}

  // Reads what is kept. `random` makes the key of the access point.
  void begin(const SetUpIdentity& identity, uint32_t random, uint32_t now_ms);
  void receive_serial(uint8_t byte, uint32_t now_ms) { improv_.receive(byte, now_ms); }
  void tick(uint32_t now_ms);

  // To be changed before the first tick() alone, by what is compiled in.
  Configuration& configuration() { return configuration_; }
  const Configuration& configuration() const { return configuration_; }
  Portal& portal() { return portal_; }
  bool is_portal_open() const { return plan_.is_portal_open(); }
  bool is_joined() const { return is_joined_; }
  // The page that Improv leads to, such as the dashboard of the hub; up to 64 bytes.
  void set_url(Text url) { url_.set(url); }

  // Keeps what pairing gave. False if it could not be kept.
  bool keep(const Credentials& credentials);
  // Keeps what the hub sent to take the place of the credentials, beside them. False if it could not be kept.
  bool keep_next(const Credentials& credentials);
  // The next credentials have been used: from now on they are the credentials. False if that could not be kept.
  bool take_over_next();
  // What is kept outlives a restart.
  bool keeps() const { return store_.lasts(); }
  // The size that the hub gave, for the next start. False if it could not be kept.
  bool keep(const GlassSettings& glass);
  // The next pairing begins anew; networks and hub stay.
  void forget_credentials();
  // Everything, as it came; restart afterwards.
  bool forget_all();

  // True once after the hub, or who the board is to it, has changed: connect anew.
  bool take_change();
  // True if the glass is to show something of the set-up; its views are valid until the next call.
  bool notice(Notice& notice) const;

 private:
  void act(WifiAction action);
  void take_outcome();
  void take_submission(uint32_t now_ms);
  void take_request(uint32_t now_ms);
  void take_scan();
  void drop_next();
  void propose(const Network& network, bool is_from_portal, uint32_t now_ms);

  WifiPort& wifi_;
  Store& store_;
  ByteSink& serial_;
  Configuration configuration_ = {};
  WifiPlan plan_ = {};
  ImprovSession improv_ = {};
  Portal portal_ = {};
  SetupNetwork access_point_ = {};
  Network candidate_ = {};
  ShortText<kMaxHubHostBytes> url_ = {};
  bool is_joined_ = false;
  bool is_candidate_of_portal_ = false;
  bool is_trying_candidate_ = false;
  bool has_changed_ = false;
  bool is_improv_scanning_ = false;
};

}  // namespace marquee
