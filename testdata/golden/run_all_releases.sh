#!/usr/bin/env bash
# Holds goget-doctor to the go commands of all releases that have a toolchain: every scenario of the lab, random pages,
# recorded paths.
#   run_all_releases.sh ROOTS     ROOTS holds VERSION/go and VERSION/oracle for each of the releases below
# With RECORD=1 the recorded paths are made anew first.
set -euo pipefail
roots=$(cd "$1" && pwd)
cd "$(dirname "$0")/../.."
for version in 1.21.13 1.22.10 1.23.9 1.24.11 1.25.5 1.26.6 1.27.3; do
  [ -x "$roots/$version/oracle" ] || { echo "$roots/$version/oracle is missing"; exit 1; }
done
if [ -n "${RECORD:-}" ]; then
  python3 testdata/golden/make_paths.py "$roots/1.27.3/oracle"
  for version in 1.21.13 1.22.10 1.23.9 1.24.11 1.25.5 1.26.6; do
    python3 testdata/golden/make_paths.py "$roots/$version/oracle" "${version%.*}"
  done
  python3 testdata/golden/make_releases.py "$roots"
fi
export GOGET_DOCTOR_GOROOTS=$roots
cargo test --locked --test oracle -- lab_go:: meta::
cargo test --locked --test offline -- golden_paths:: golden_xml:: golden_select::
cargo test --locked --test lab -- golden_discover:: golden_net::
