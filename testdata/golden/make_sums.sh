#!/usr/bin/env bash
# Makes sums.jsonl: random cases of module zips, trees, notes and checksum databases, with the answer of each release.
#   make_sums.sh OUT SEED COUNT SUMS-1.27.3 [SUMS-…]
# The programs are built by ../oracle/sums/build.sh; their names end in their release, and the first one makes the cases.
set -euo pipefail
out=$1 seed=$2 count=$3
shift 3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for kind in zip tree note sumdb; do
  "$1" make "$kind" "$seed" "$count"
done > "$work/cases"
names=()
for program in "$@"; do
  release=${program##*-}
  "$program" play < "$work/cases" > "$work/$release"
  names+=("$work/$release")
done
python3 - "$work/cases" "${names[@]}" > "$out" <<'PY'
import json, os, sys
files = [open(name) for name in sys.argv[1:]]
releases = [os.path.basename(name) for name in sys.argv[2:]]
for lines in zip(*files):
    case, *answers = map(json.loads, lines)
    case["go"] = dict(zip(releases, answers))
    print(json.dumps(case, ensure_ascii=False, separators=(",", ":")))
PY
