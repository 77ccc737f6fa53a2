#!/usr/bin/env bash
# Compiles the adapters of the set-up for each chip against declarations of what they use (tests/headers): the real cores are
# not here, but a wrong call or a warning is found.
set -uo pipefail
cd "$(dirname "$0")"

readonly sources=(
  arduino/store-nvs.cpp arduino/store-littlefs.cpp arduino/esp-wifi.cpp arduino/portal-server.cpp arduino/hub-socket.cpp
  arduino/discovery.cpp arduino/update-connection.cpp arduino/image-slot-esp32.cpp arduino/image-slot-esp8266.cpp
  arduino/signature-mbedtls.cpp arduino/signature-bearssl.cpp arduino/compiled-configuration.cpp arduino/own-image.cpp
)
status=0

compile() { # chip, defines...
  local chip=$1 source
  shift
  for source in "${sources[@]}"; do
    "${CXX:-g++}" -std=c++17 -fsyntax-only -fno-exceptions -fno-rtti -Wall -Wextra -Werror -DARDUINO=10819 -DMARQUEE_VERSION='"0.0.0"' \
      "$@" -iquote core -isystem tests/headers/both -isystem "tests/headers/$chip" "$source" || status=1
  done
}

compile esp32 -DESP32 -DESP_ARDUINO_VERSION_MAJOR=2
compile esp32 -DESP32 -DESP_ARDUINO_VERSION_MAJOR=3 -DCONFIG_IDF_TARGET_ESP32C3
compile esp8266 -DESP8266 -DMARQUEE_SMALL
exit "$status"
