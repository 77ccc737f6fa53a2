#!/usr/bin/env bash
# Compiles the portable part for boards and holds it to its budgets, in bytes. Usage: check.sh <esp8266|esp32c3>
# Flash is code and tables of the object files, before the linker drops what nothing calls; RAM is what is static.
set -euo pipefail
cd "$(dirname "$0")/.."
target=$1

# What was measured and a few percent: more growth than that is a decision, made here. The core is far above the 16 KB that
# were once thought enough, and has nothing to spare: fields of JSON are checked one by one, text is spelled in any script,
# messages and pages wait for their turn, and answers, ages and blocks are drawn.
case $target in
  esp8266)
    prefix=xtensa-lx106-elf-
    flags=(-mlongcalls -mtext-section-literals -DMARQUEE_SMALL)
    budgets=("core 42200" "lcd 5200" "core/input 3500" "core/link 9300" "core/setup 27500" "core/update 8400" "board 9400")
    ram_budget=41800
    tables_are_in_ram=yes # its flash is read by whole words only
    ;;
  esp32c3)
    prefix=riscv64-unknown-elf-
    flags=(-march=rv32imc -mabi=ilp32)
    budgets=("core 40200" "lcd 5200" "core/input 3500" "core/link 9300" "core/setup 27500" "core/update 8400" "board 8800")
    ram_budget=68000
    tables_are_in_ram=no
    ;;
  *)
    echo "usage: $0 <esp8266|esp32c3>" >&2
    exit 2
    ;;
esac

objects=build/size/$target
rm -rf "$objects"
mkdir -p "$objects/include"
cp "${MARQUEE_JSMN_DIR:-/usr/include}/jsmn.h" "$objects/include/"
flags+=(-std=c++17 -Os -ffunction-sections -fdata-sections -fno-exceptions -fno-rtti -fno-threadsafe-statics -ffreestanding
  -Wall -Wextra -Werror -isystem core/wasm/libc -isystem "$objects/include" -I. -Icore)

# The sources of a folder; those of the display core are what WebAssembly takes too.
sources_of() { # folder
  if [[ $1 == core ]]; then
    ls core/*.cpp core/text/*.cpp core/glass/*.cpp core/protocol/*.cpp core/schedule/*.cpp
  else
    ls "$1"/*.cpp
  fi
}

compile() { # source, object
  mkdir -p "$(dirname "$2")"
  "${prefix}g++" "${flags[@]}" -c "$1" -o "$2"
}

sum_of() { # sections as a pattern, objects...
  local pattern=$1
  shift
  "${prefix}size" -A "$@" | awk -v pattern="^\\\\.($pattern)" '$1 ~ pattern { sum += $2 } END { print sum + 0 }'
}

failed=no
within() { # what, bytes, budget
  [[ $2 -le $3 ]] && return
  echo "$target: $1 takes $2 bytes, its budget is $3" >&2
  failed=yes
}

all=()
all_tables=0
for entry in "${budgets[@]}"; do
  read -r folder budget <<<"$entry"
  group=()
  while read -r source; do
    object=$objects/${source%.cpp}.o
    compile "$source" "$object"
    group+=("$object")
  done < <(sources_of "$folder")
  code=$(sum_of 'text|literal' "${group[@]}")
  tables=$(sum_of 'rodata|srodata' "${group[@]}")
  echo "$target: $folder has $code bytes of code and $tables of tables, together of $budget"
  within "$folder" $((code + tables)) "$budget"
  all+=("${group[@]}")
  all_tables=$((all_tables + tables))
done

compile size/objects.cpp "$objects/objects.o"
ram=$(sum_of 'bss|sbss' "$objects/objects.o")
[[ $tables_are_in_ram == no ]] || ram=$((ram + all_tables))
echo "$target: $ram bytes of RAM are static, of $ram_budget"
within 'static RAM' "$ram" "$ram_budget"

if [[ $(sum_of 'data|sdata' "${all[@]}" "$objects/objects.o") -ne 0 ]]; then
  echo "$target: a variable is not zero at the start, so it takes flash and RAM" >&2
  failed=yes
fi
if "${prefix}nm" --undefined-only "${all[@]}" "$objects/objects.o" | grep -wE 'malloc|calloc|realloc|free|_Zn[wa][jm].*|_Zd[la]P.*'; then
  echo "$target: the heap is used" >&2
  failed=yes
fi
[[ $failed == no ]]
