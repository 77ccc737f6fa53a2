#pragma once
// The serial line of the board, for Improv.

#include <Arduino.h>

#include "setup/improv.h"

namespace marquee {

class SerialLine final : public ByteSink {
 public:
  // The port must outlive the line.
  explicit SerialLine(Stream& port) : port_(port) {}

  void write(Text bytes) override { port_.write(bytes.data, bytes.size); }
  // The next byte, or -1.
  int read() { return port_.read(); }

 private:
  Stream& port_;
};

}  // namespace marquee
