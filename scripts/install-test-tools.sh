#!/usr/bin/env bash
# Installs what the tests need beyond npm, from the packages of Debian or Ubuntu.
#   scripts/install-test-tools.sh [--check] [browser] [database] [firmware] [mqtt] [network]     (default: all)
set -euo pipefail

PATH="$PATH:/usr/sbin:/sbin"
check_only=no
sets=()
for argument in "$@"; do
  case "$argument" in
    --check) check_only=yes ;;
    browser | database | firmware | mqtt | network) sets+=("$argument") ;;
    *)
      echo "usage: $0 [--check] [browser] [database] [firmware] [mqtt] [network]" >&2
      exit 2
      ;;
  esac
done
[ ${#sets[@]} -gt 0 ] || sets=(browser database firmware mqtt network)

have() { command -v "$1" >/dev/null 2>&1; }

# Every line of the list is: package, then what it is for.
missing=()
need() { missing+=("$1|$2"); }

# clang finds its sanitizer and builtin libraries in a package of its own version.
has_clang_runtime() {
  local library
  library=$(clang --rtlib=compiler-rt -print-libgcc-file-name 2>/dev/null) && [ -e "$library" ]
}

# Debian keeps the programs of the server out of PATH, in a folder of its version.
has_postgresql() {
  local programs
  for programs in /usr/lib/postgresql/*/bin; do
    [ -x "$programs/initdb" ] && [ -x "$programs/postgres" ] && return
  done
  have initdb && have postgres
}

find_missing() {
  missing=()
  local set
  for set in "${sets[@]}"; do
    case "$set" in
      browser)
        have chromium || need chromium 'drives the dashboard tests'
        ;;
      database)
        has_postgresql || need postgresql 'the second database of the storage tests'
        ;;
      network)
        have ip || need iproute2 'gives the security tests a network of their own'
        have unshare || need util-linux 'gives the security tests a network of their own'
        ;;
      mqtt)
        have mosquitto || need mosquitto 'a second broker for the interop tests'
        have mosquitto_pub || need mosquitto-clients 'publishes and subscribes in the interop tests'
        ;;
      firmware)
        have g++ || need g++ 'compiles the display core for its tests'
        have cmake || need cmake 'configures the firmware build'
        have ninja || have make || need ninja-build 'runs the firmware build'
        have clang || need clang 'compiles the display core to WebAssembly'
        have wasm-ld || need lld 'links the WebAssembly'
        have wasm-opt || need binaryen 'makes the WebAssembly smaller'
        [ -e /usr/include/jsmn.h ] || need libjsmn-dev 'parses JSON in the display core'
        [ -e /usr/include/mbedtls/pk.h ] || need libmbedtls-dev 'checks signatures as an ESP32 does'
        [ -e /usr/include/bearssl/bearssl.h ] || need libbearssl-dev 'checks signatures as an ESP8266 does'
        has_clang_runtime || need libclang-rt 'sanitizers and fuzzing of the display core'
        ;;
    esac
  done
}

# The package with the runtime of the clang that is, or will be, installed.
clang_runtime_package() {
  local version
  version=$(clang -dumpversion 2>/dev/null | cut -d. -f1) || true
  [ -n "$version" ] || version=$(apt-cache depends clang 2>/dev/null | sed -n 's/.*Depends: clang-\([0-9]*\)$/\1/p' | head -n 1)
  version=${version:-14}
  # Older releases keep it in libclang-common.
  if apt-cache show "libclang-rt-$version-dev" >/dev/null 2>&1 || ! apt-cache show "libclang-common-$version-dev" >/dev/null 2>&1; then
    echo "libclang-rt-$version-dev"
  else
    echo "libclang-common-$version-dev"
  fi
}

packages() {
  local entry name
  for entry in "${missing[@]}"; do
    name=${entry%%|*}
    if [ "$name" = libclang-rt ]; then clang_runtime_package; else echo "$name"; fi
  done
}

find_missing
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$check_only" = yes ]; then
  echo "Missing for the tests: $(packages | paste -sd ' ')"
  exit 1
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if have sudo && sudo -n true 2>/dev/null; then as_root=(sudo -n); else as_root=(none); fi
fi
if [ "${as_root[0]:-}" = none ] || ! have apt-get; then
  echo "The tests need a few programs that are not installed. Run this, then try again:" >&2
  echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends $(packages | paste -sd ' ')" >&2
  have apt-get || echo "(This is how Debian and Ubuntu name them; other systems have packages of similar names.)" >&2
  exit 1
fi

root() { "${as_root[@]}" "$@"; }

# Installing mosquitto would start it on port 1883, where a hub may listen, and PostgreSQL one of its own. A policy-rc.d that says 101 forbids starting
# services during the installation; one that is there already is somebody's decision and stays as it is.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'root rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' | root tee "$policy" >/dev/null
  root chmod 755 "$policy"
fi

echo "Reading the package lists"
root apt-get update -qq || { sleep 5 && root apt-get update -qq; }
for entry in "${missing[@]}"; do
  echo "Installing ${entry%%|*} (${entry#*|})"
done
mapfile -t wanted < <(packages)
root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null

find_missing
if [ ${#missing[@]} -gt 0 ]; then
  echo "Still missing after the installation: $(packages | paste -sd ' ')" >&2
  exit 1
fi
