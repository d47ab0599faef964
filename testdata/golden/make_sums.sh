#!/usr/bin/env bash
# Makes sums.jsonl: random cases of module zips, trees, notes and checksum databases, with the answer of each release.
#   make_sums.sh OUT SEED COUNT KEEP SUMS-1.27.3 [SUMS-…]
# The programs are built by ../oracle/build.sh; their names end in their release, and the first one makes the cases:
# COUNT of each kind, of which the first KEEP are kept, and as many more on which releases disagree. An answer that is
# the name of a release is the answer of that one.
set -euo pipefail
out=$1 seed=$2 count=$3 keep=$4
shift 4
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
python3 - "$keep" "$work/cases" "${names[@]}" > "$out" <<'PY'
import collections, json, os, sys
keep, files = int(sys.argv[1]), [open(name) for name in sys.argv[2:]]
releases = [os.path.basename(name) for name in sys.argv[3:]]
seen, disputed = collections.Counter(), collections.Counter()
for lines in zip(*files):
    case, *answers = map(json.loads, lines)
    kind, known, go = case["kind"], [], {}
    for release, answer in zip(releases, answers):
        same = next((other for other, theirs in known if theirs == answer), None)
        go[release] = same or answer
        if not same:
            known.append((release, answer))
    seen[kind] += 1
    disputed[kind] += len(known) > 1
    if seen[kind] <= keep or len(known) > 1 and disputed[kind] <= keep:
        case["go"] = go
        print(json.dumps(case, ensure_ascii=False, separators=(",", ":")))
print(dict(seen), "disputed:", dict(disputed), file=sys.stderr)
PY
