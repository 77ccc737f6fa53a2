// What the adapters use of Arduino's cores, as declarations alone: it compiles them on a PC, it does not run.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "IPAddress.h"

unsigned long millis();
void delay(unsigned long ms);
void yield();
void delayMicroseconds(unsigned int us);

enum { LOW = 0, HIGH = 1, INPUT_PULLUP = 2, OUTPUT = 3, OUTPUT_OPEN_DRAIN = 4 };
void pinMode(uint8_t pin, uint8_t mode);
int digitalRead(uint8_t pin);
void digitalWrite(uint8_t pin, uint8_t level);
void analogWrite(uint8_t pin, int level);
void tone(uint8_t pin, unsigned int frequency);
void noTone(uint8_t pin);

#define PROGMEM
#define pgm_read_byte_near(address) (*reinterpret_cast<const uint8_t*>(address))
using boolean = bool;
using byte = uint8_t;
void configTime(int zone, int daylight, const char* first, const char* second);

class String {
 public:
  const char* c_str() const;
  unsigned int length() const;
};

class Print {
 public:
  virtual ~Print() = default;
  virtual size_t write(uint8_t byte) = 0;
  virtual size_t write(const uint8_t* bytes, size_t size);
  size_t println(const char* text);
};

class Stream : public Print {
 public:
  virtual int available() = 0;
  virtual int read() = 0;
  virtual int peek() = 0;
  virtual void flush() = 0;
  void setTimeout(unsigned long ms);
};

class SerialPort : public Stream {
 public:
  void begin(unsigned long baud);
  size_t write(uint8_t byte) override;
  int available() override;
  int read() override;
  int peek() override;
  void flush() override;
};
extern SerialPort Serial;

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

class EspClass {
 public:
  uint32_t getFreeHeap();
  void restart();
#ifdef ESP8266
  uint32_t random();
  uint32_t getSketchSize();
  bool flashEraseSector(uint32_t sector);
  bool flashRead(uint32_t address, uint32_t* data, size_t size);
  bool flashWrite(uint32_t address, const uint32_t* data, size_t size);
#endif
};
extern EspClass ESP;
