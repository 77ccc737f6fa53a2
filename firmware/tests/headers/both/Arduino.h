// What the adapters use of Arduino's cores, as declarations alone: it compiles them on a PC, it does not run.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "IPAddress.h"

unsigned long millis();
void delay(unsigned long ms);
void yield();
void configTime(int zone, int daylight, const char* first, const char* second);

class String {
 public:
  const char* c_str() const;
  unsigned int length() const;
};

class Stream {
 public:
  virtual ~Stream() = default;
  virtual size_t write(uint8_t byte) = 0;
  virtual size_t write(const uint8_t* bytes, size_t size) = 0;
  virtual int available() = 0;
  virtual int read() = 0;
  virtual int peek() = 0;
  virtual void flush() = 0;
  void setTimeout(unsigned long ms);
};

class Client : public Stream {
 public:
  virtual int connect(IPAddress ip, uint16_t port) = 0;
  virtual int connect(const char* host, uint16_t port) = 0;
  using Stream::read;
  virtual int read(uint8_t* out, size_t size) = 0;
  virtual void stop() = 0;
  virtual uint8_t connected() = 0;
  virtual operator bool() = 0;
};

#ifdef ESP8266
class EspClass {
 public:
  uint32_t getSketchSize();
  bool flashEraseSector(uint32_t sector);
  bool flashRead(uint32_t address, uint32_t* data, size_t size);
  bool flashWrite(uint32_t address, const uint32_t* data, size_t size);
  void restart();
};
extern EspClass ESP;
#endif
