#!/usr/bin/env bash
# Compiles the adapters and main.cpp for each chip against declarations of what they use (tests/headers): the real cores are
# not here, but a wrong call or a warning is found.
set -uo pipefail
cd "$(dirname "$0")"

readonly sources=(arduino/*.cpp)
status=0

compile() { # chip, defines...
  local chip=$1 source
  shift
  for source in "${sources[@]}"; do
    "${CXX:-g++}" -std=c++17 -fsyntax-only -fno-exceptions -fno-rtti -Wall -Wextra -Werror -DARDUINO=10819 -DMARQUEE_VERSION='"0.0.0"' \
      "$@" -iquote core -isystem tests/headers/both -isystem "tests/headers/$chip" -isystem host/pubsubclient "$source" || status=1
  done
}

compile esp32 -DESP32 -DESP_ARDUINO_VERSION_MAJOR=2
compile esp32 -DESP32 -DESP_ARDUINO_VERSION_MAJOR=3 -DCONFIG_IDF_TARGET_ESP32C3
compile esp8266 -DESP8266 -DMARQUEE_SMALL
exit "$status"
