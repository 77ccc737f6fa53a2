#!/usr/bin/env bash
# Builds display-core.wasm. Usage: build.sh [output]; the same compiler gives the same bytes everywhere.
set -euo pipefail
cd "$(dirname "$0")"
output=${1:-display-core.wasm}
clang=${CLANGXX:-clang++}
objects=$(mktemp -d)
trap 'rm -rf "$objects"' EXIT

flags=(--target=wasm32 -std=c++17 -Oz -flto -ffreestanding -nostdlib -fno-exceptions -fno-rtti -fvisibility=hidden
  -fno-threadsafe-statics -ffunction-sections -fdata-sections -ffile-prefix-map="$PWD/.."=.
  -Wall -Wextra -Werror -isystem libc -idirafter "${MARQUEE_JSMN_DIR:-/usr/include}")
sources=(../*.cpp ../text/*.cpp ../glass/*.cpp ../protocol/*.cpp ../schedule/*.cpp abi.cpp libc/string.cpp)

number=0
for source in "${sources[@]}"; do
  number=$((number + 1))
  builtin=()
  if [[ $source == libc/* ]]; then builtin=(-fno-builtin); fi
  "$clang" "${flags[@]}" "${builtin[@]}" -c "$source" -o "$objects/$(printf %03d "$number").o"
done
"${WASM_LD:-wasm-ld}" --no-entry --gc-sections --strip-all --compress-relocations --lto-O2 -O2 -z stack-size=16384 --stack-first \
  "$objects"/*.o -o "$output"
