#!/usr/bin/env bash
# Builds a program of this folder inside a Go toolchain, where the go command's own packages can be used.
#   build.sh GOROOT PROGRAM OUT    e.g. build.sh /usr/local/go mod target/oracle-mod-1.27.3
# PROGRAM is a folder here. Its file export_PACKAGE*.go is compiled into cmd/go/internal/PACKAGE, the others make the program.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
goroot=$(cd "$1" && pwd)
cmd=$goroot/src/cmd/go/internal
out=$(realpath "$3")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
{
  printf '{"Replace": {'
  comma=
  for file in "$here/$2"/*.go; do
    name=$(basename "$file")
    package=oracle_$2
    case $name in export_*) package=${name#export_} package=${package%.go} package=${package%%_*} ;; esac
    printf '%s"%s": "%s"' "$comma" "$cmd/$package/oracle_$name" "$file"
    comma=,
  done
  printf '}}'
} > "$work/overlay.json"
env -u GOFLAGS GOROOT="$goroot" GOTOOLCHAIN=local GOPROXY=off GOENV=off CGO_ENABLED=0 GOCACHE="${GOCACHE:-$work/cache}" \
  "$goroot/bin/go" build -C "$goroot/src/cmd" -overlay "$work/overlay.json" -o "$out" "./go/internal/oracle_$2"
