#pragma once
// Wi-Fi settings from a browser or a terminal over the serial line (Improv Wi-Fi, serial, version 1).

#include "configuration.h"
#include "improv-packet.h"

namespace marquee {

// Takes bytes out at once; what does not fit may be lost.
class ByteSink {
 public:
  virtual void write(Text bytes) = 0;

 protected:
  ~ByteSink() = default;
};

// What is told of the board. The views must outlive the session; together at most 240 bytes.
struct ImprovIdentity {
  Text firmware;
  Text version;
  Text board;
  Text name;
};

enum class ImprovRequest : uint8_t { kNone, kJoin, kScan };

// One conversation. All zeros is a valid session that has not begun.
class ImprovSession {
 public:
  void begin(ByteSink& sink, const ImprovIdentity& identity);

  void receive(uint8_t byte, uint32_t now_ms);
  // Gives up packets that stopped half way, and networks that do not answer within kJoinTimeoutMs.
  void tick(uint32_t now_ms);

  // What is to be done now, once. For kJoin, `network` is the network to try; it is to be remembered only if it works.
  ImprovRequest take_request(Network& network);

  // The board has, or has lost, its connection to a network. `url` is a page for the browser to go on with, or empty.
  void joined(Text url);
  void left();
  void join_failed();
  // One network of the scan, then its end.
  void scanned(Text ssid, int rssi_dbm, bool is_secured);
  void scan_finished();

 private:
  enum State : uint8_t { kReady = 2, kProvisioning, kProvisioned };
  enum Command : uint8_t { kSendSettings = 1, kRequestState, kRequestInformation, kRequestNetworks };
  enum Error : uint8_t { kNoError = 0, kInvalidPacket, kUnknownCommand, kCannotConnect };

  void take(const ImprovPacket& packet, uint32_t now_ms);
  void take_settings(Text data, uint32_t now_ms);
  void send_state();
  void send_error(Error error);
  void send_result(Command command, const Text* strings, size_t count);
  void send_url(Command command);
  void send(ImprovType type, Text data);

  ByteSink* sink_;
  ImprovIdentity identity_;
  ImprovReader reader_;
  uint32_t last_byte_ms_;
  uint32_t join_since_ms_;
  State state_;
  ImprovRequest request_;
  Network network_;
  ShortText<kMaxHubHostBytes> url_;
};

}  // namespace marquee
