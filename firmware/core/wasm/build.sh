#!/usr/bin/env bash
# Builds display-core.wasm. Usage: build.sh [output]; the same compiler gives the same bytes everywhere.
set -euo pipefail
cd "$(dirname "$0")"
output=${1:-display-core.wasm}
clang=${CLANGXX:-clang++}
objects=$(mktemp -d)
trap 'rm -rf "$objects"' EXIT

# Beyond -Oz: what the compiler does for speed costs bytes in loops, and equal constants need not have two addresses.
small=(-mllvm -enable-pre=0)
flags=(--target=wasm32 -std=c++17 -Oz -flto -ffreestanding -nostdlib -fno-exceptions -fno-rtti -fvisibility=hidden
  -fno-threadsafe-statics -ffunction-sections -fdata-sections -fmerge-all-constants -msign-ext -mnontrapping-fptoint
  "${small[@]}" -mllvm -rotation-max-header-size=0 -ffile-prefix-map="$PWD/.."=.
  -Wall -Wextra -Werror -isystem libc -idirafter "${MARQUEE_JSMN_DIR:-/usr/include}")
link=(--no-entry --gc-sections --strip-all --compress-relocations --lto-O2 -O2 -z stack-size=16384
  "${small[@]}" -mllvm -inline-threshold=-20 -mllvm -disable-lsr -mllvm -replexitval=never)
# The first 1024 bytes of memory hold nothing, which makes addresses shorter.
optimise=(-Oz --converge --low-memory-unused --enable-sign-ext --enable-nontrapping-float-to-int)
sources=(../*.cpp ../text/*.cpp ../glass/*.cpp ../protocol/*.cpp ../schedule/*.cpp abi.cpp libc/string.cpp)

number=0
for source in "${sources[@]}"; do
  number=$((number + 1))
  builtin=()
  if [[ $source == libc/* ]]; then builtin=(-fno-builtin); fi
  "$clang" "${flags[@]}" "${builtin[@]}" -c "$source" -o "$objects/$(printf %03d "$number").o"
done
"${WASM_LD:-wasm-ld}" "${link[@]}" "$objects"/*.o -o "$objects/linked.wasm"
# Twice: flattening finds more in what is left of the first round.
"${WASM_OPT:-wasm-opt}" "${optimise[@]}" --flatten --rereloop "${optimise[@]}" "$objects/linked.wasm" -o "$objects/flat.wasm"
"${WASM_OPT:-wasm-opt}" "${optimise[@]}" "$objects/flat.wasm" -o "$output"
