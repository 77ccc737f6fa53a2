#pragma once
// The portal on the air: HTTP on port 80 for one browser at a time, and the name server on port 53. Nothing waits longer than
// one write of a piece.

#include <Arduino.h>
#include <WiFiUdp.h>

#ifdef ESP32
#include <WiFi.h>
#else
#include <ESP8266WiFi.h>
#endif

#include "setup/portal.h"

namespace marquee {

class PortalServer {
 public:
  // The portal must outlive it.
  explicit PortalServer(Portal& portal) : portal_(portal), server_(80) {}

  // Call in every loop; opens and closes its ports as `is_open` says.
  void loop(bool is_open, uint32_t now_ms);

 private:
  void open();
  void close();
  void serve_names();
  void serve_page(uint32_t now_ms);
  void end_page();

  Portal& portal_;
  WiFiServer server_;
  WiFiUDP names_;
  WiFiClient browser_;
  HttpRequest request_ = {};
  uint32_t since_ms_ = 0;
  bool is_open_ = false;
  bool is_serving_ = false;
  bool is_answering_ = false;
};

}  // namespace marquee
