#!/usr/bin/env bash
# Builds this program inside a Go toolchain, where the go command's own packages can be used.
#   build.sh GOROOT OUT    e.g. build.sh /usr/local/go target/sums-1.27.3
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
goroot=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
{
  printf '{"Replace": {'
  comma=
  for file in "$here"/*.go; do
    printf '%s"%s": "%s"' "$comma" "$goroot/src/cmd/go/internal/sums/$(basename "$file")" "$file"
    comma=,
  done
  printf '}}'
} > "$work/overlay.json"
env -u GOFLAGS GOROOT="$goroot" GOTOOLCHAIN=local GOPROXY=off GOENV=off CGO_ENABLED=0 GOCACHE="${GOCACHE:-$work/cache}" \
  "$goroot/bin/go" build -C "$goroot/src/cmd" -overlay "$work/overlay.json" -o "$(realpath "$2")" ./go/internal/sums
