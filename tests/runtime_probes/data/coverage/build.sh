#!/bin/sh
# Makes the modules, and what gcov says of the same program; needs `pip install ziglang` and gcc.
set -e
cd "$(dirname "$0")"
for version in 4 5; do
    python3 -m ziglang cc -target wasm32-wasi -gdwarf-$version -O0 -nostdlib -Wl,--no-entry -Wl,--export=main \
        -fno-sanitize=undefined "-fdebug-prefix-map=$PWD=." -o "shapes_dwarf$version.wasm" main.c shapes.c
done
scratch=$(mktemp -d)
gcc --coverage -g -O0 -o "$scratch/shapes" main.c shapes.c -dumpdir "$scratch/"
"$scratch/shapes"
gcov -t "$scratch/main.gcda" "$scratch/shapes.gcda" | sed "s|$scratch/||; s|:Graph:.*|:Graph:|" > shapes.gcov
rm -r "$scratch"
