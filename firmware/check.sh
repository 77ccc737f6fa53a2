#!/usr/bin/env bash
# Builds and checks the firmware on a PC. FUZZ_SECONDS is the time for all fuzzers together.
set -euo pipefail
cd "$(dirname "$0")"

readonly fuzz_seconds=${FUZZ_SECONDS:-30}
# Each with its longest input; two run at a time.
readonly fuzzers=(
  "text 1200"
  "message 3000"
  "ws 1000"
  "guard 6000"
  "lcd 600"
  "tune 300"
  "improv 1200"
  "config 1200"
  "portal 1600"
)
# Other versions make other bytes of the same source.
readonly wasm_clang_major=14
readonly wasm_opt_version=108
# What a browser loads, and what a process keeps per module: what was measured and 3 %. See decision 3.
readonly wasm_budget_bytes=37300
readonly wasm=core/wasm/display-core.wasm
passed=0
failed=0

need() { # command, Debian package
  command -v "$1" >/dev/null && return
  echo "firmware: $1 is missing: apt-get install $2" >&2
  exit 1
}

step() { # title, command...
  local title=$1 log
  log=$(mktemp)
  shift
  if "$@" >"$log" 2>&1; then
    passed=$((passed + 1))
    echo "ok      $title"
  else
    failed=$((failed + 1))
    echo "FAILED  $title"
    tail -n 40 "$log"
  fi
  rm -f "$log"
}

native_tests() { # compiler, cmake options...
  local compiler=$1
  shift
  cmake -S . -B "build/$compiler" -G Ninja -DCMAKE_CXX_COMPILER="$compiler" "$@" &&
    cmake --build "build/$compiler" -j2 && "build/$compiler/core-tests"
}

small_build() {
  cmake -S . -B build/small -G Ninja -DCMAKE_CXX_COMPILER=g++ -DMARQUEE_SMALL=ON -DMARQUEE_SANITIZE=OFF &&
    cmake --build build/small -j2 --target firmware lcd board-setup virtual-display
}

build_fuzzers() {
  cmake -S . -B build/fuzz -G Ninja -DCMAKE_CXX_COMPILER=clang++ -DMARQUEE_FUZZ=ON && cmake --build build/fuzz -j2
}

fuzz() { # name, longest input
  mkdir -p "build/corpus/$1"
  "build/fuzz/fuzz-$1" -max_total_time="$((fuzz_seconds * 2 / ${#fuzzers[@]} + 1))" -max_len="$2" -timeout=10 -artifact_prefix="build/fuzz-$1-" \
    "build/corpus/$1" "fuzz/seeds/$1"
}

all_fuzzers() {
  local status=0 running=0 entry name length
  for entry in "${fuzzers[@]}"; do
    read -r name length <<<"$entry"
    if ((running == 2)); then
      wait -n || status=1
      running=1
    fi
    fuzz "$name" "$length" &
    running=$((running + 1))
  done
  while ((running > 0)); do
    wait -n || status=1
    running=$((running - 1))
  done
  return "$status"
}

size_within_budget() { # target
  size/check.sh "$1" >"build/size-$1.log" || return 1
  cat "build/size-$1.log" >&3
}

# Optional, because the compilers take 1.4 GB: apt-get install gcc-xtensa-lx106 gcc-riscv64-unknown-elf
size_check() { # target, compiler
  if command -v "$2" >/dev/null; then
    step "is within its budget on an $1" size_within_budget "$1"
  else
    echo "-       is within its budget on an $1: not checked, $2 is not installed"
  fi
}

no_heap() {
  ! nm --undefined-only build/small/libdisplay-core.a build/small/libfirmware.a build/small/liblcd.a build/small/libboard-setup.a | grep -wE 'malloc|calloc|realloc|free|_Zn[wa][jm].*|_Zd[la]P.*'
}

wasm_is_current() {
  local major optimiser
  major=$(clang++ -dumpversion | cut -d. -f1)
  optimiser=$(wasm-opt --version | grep -oE '[0-9]+' | head -n 1)
  core/wasm/build.sh "$PWD/build/display-core.wasm" || return 1
  if [[ $major == "$wasm_clang_major" && $optimiser == "$wasm_opt_version" ]]; then
    cmp build/display-core.wasm "$wasm"
  else
    echo "clang $major and wasm-opt $optimiser make other bytes than $wasm_clang_major and $wasm_opt_version: comparing behaviour" >&3
    (cd .. && MARQUEE_CORE_WASM=firmware/build/display-core.wasm npx vitest run tests/firmware)
  fi
}

wasm_is_small() {
  local size
  size=$(stat -c %s "$wasm")
  echo "$wasm has $size bytes of $wasm_budget_bytes" >&3
  [[ $size -le $wasm_budget_bytes ]]
}

need cmake cmake
need ninja ninja-build
need g++ g++
need clang++ clang
need wasm-ld lld
need wasm-opt binaryen
need nm binutils
need node nodejs
if [[ ! -f ${MARQUEE_JSMN_DIR:-/usr/include}/jsmn.h ]]; then
  echo "firmware: jsmn.h is missing: apt-get install libjsmn-dev, or set MARQUEE_JSMN_DIR" >&2
  exit 1
fi
for header in mbedtls/pk.h:libmbedtls-dev bearssl/bearssl.h:libbearssl-dev; do
  [[ -f /usr/include/${header%%:*} ]] && continue
  echo "firmware: ${header%%:*} is missing: apt-get install ${header##*:}" >&2
  exit 1
done
if ! ls "$(clang++ -print-resource-dir)"/lib/*/libclang_rt.fuzzer*.a >/dev/null 2>&1; then
  echo "firmware: the fuzzer runtime is missing: apt-get install libclang-rt-$(clang++ -dumpversion | cut -d. -f1)-dev" >&2
  exit 1
fi

mkdir -p build
exec 3>&1
step "native tests with g++" native_tests g++
step "native tests with clang++" native_tests clang++
step "builds with the limits of small boards" small_build
step "needs no heap" no_heap
size_check esp8266 xtensa-lx106-elf-g++
size_check esp32c3 riscv64-unknown-elf-g++
step "the adapters compile for each chip" ./check-adapters.sh
step "builds the fuzzers" build_fuzzers
step "fuzzers find nothing in $fuzz_seconds s" all_fuzzers
step "the checked-in WebAssembly is that of the source" wasm_is_current
step "the WebAssembly is within its budget" wasm_is_small
echo "firmware: $passed passed, $failed failed"
[[ $failed -eq 0 ]]
