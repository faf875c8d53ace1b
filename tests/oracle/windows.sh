#!/usr/bin/env bash
# Builds the program for Windows, runs the sample with Wine and compares the batch with one made here, byte by byte.
#
#   tests/oracle/windows.sh BATCH
#
# Debian has a newer compiler beside its own, with the source of the standard library but without a built one for
# Windows; it is built here. Where these packages are not to be had, that is said and nothing is shown.
set -euo pipefail
cd "$(dirname "$0")/../.."
batch=$1
target=x86_64-pc-windows-gnu

if ! DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
  rustc-web cargo-web rust-web-src gcc-mingw-w64-x86-64 wine64 >/dev/null; then
  echo "skipped: this system has no cross compiler for Windows"
  exit 0
fi
work=target/windows
mkdir -p "$work"
RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=x86_64-w64-mingw32-gcc \
  /usr/bin/cargo build --release -q --bin fenpei -Z build-std --target $target --target-dir "$work"
program=$work/$target/release/fenpei.exe

# Debian's Wine is older than the library that Windows takes random numbers from; the older call does the same.
cat >"$work/random.c" <<'C'
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL ProcessPrng(PBYTE bytes, SIZE_T count) { return SystemFunction036(bytes, (ULONG)count); }
C
x86_64-w64-mingw32-gcc -shared -o "$(dirname "$program")/bcryptprimitives.dll" "$work/random.c" -ladvapi32

export WINEDEBUG=-all WINEPREFIX="$PWD/$work/prefix"
rm -rf "$work/out"
/usr/lib/wine/wine64 "$program" run samples/pingan --out "$work/out" --lang zh >"$work/said" 2>&1 ||
  { cat "$work/said"; exit 1; }
diff -r "$batch" "$work/out/$(basename "$batch")"
echo "$(find "$batch" -type f | wc -l) files of the sample's batch are the same, byte by byte"
