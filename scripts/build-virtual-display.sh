#!/usr/bin/env bash
# Builds the firmware as programs for the tests, if a source is newer: with all sanitizers, and with the limits of small boards.
set -euo pipefail
cd "$(dirname "$0")/../firmware"

generator=()
command -v ninja >/dev/null && generator=(-G Ninja)

build() { # folder, cmake options...
  local folder=build/$1 log
  shift
  log=$(mktemp)
  if { [[ -f $folder/CMakeCache.txt ]] || cmake -S . -B "$folder" "${generator[@]}" -DCMAKE_CXX_COMPILER=g++ "$@"; } >"$log" 2>&1 &&
    cmake --build "$folder" -j2 --target virtual-display plain-sketch >>"$log" 2>&1; then
    rm -f "$log"
    return
  fi
  cat "$log" >&2
  rm -f "$log"
  exit 1
}

mkdir -p build
build g++
build small -DMARQUEE_SMALL=ON -DMARQUEE_SANITIZE=OFF
