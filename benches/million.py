#!/usr/bin/env python3
"""Checks a million paths of 500 hosts in the lab, in one run and in parts.

    benches/million.py DOCTOR [--paths 1000000] [--hosts 500] [--parts 16]

DOCTOR is the release build of goget-doctor. The lab is a process of its own, and answers every path over TLS. Held are: the
peak memory of `check --format jsonl` of all paths is less than 64 MiB above that of 1,000; and the parts of `--shard`, put
together by `merge`, are the single run byte for byte, in the order of `index`, but for times. A difference ends the script.
Differences are looked for in a sum over the sorted lines, so that nothing has to hold them all.
"""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

import compare

LEAST = 1000
MOST_MIB = 64
TIMES = re.compile(rb'"(micros|at)":[0-9]+')
INDEX = re.compile(rb'"index":([0-9]+)')


def scenario(hosts):
    """A scenario in which each host answers for all its paths."""
    lines = ["about = 'A million modules.'", "path = 'h0.test/m0'", "[expect]", "ok = true"]
    for number in range(hosts):
        host = f"h{number}.test"
        lines += ["[[host]]", f"name = '{host}'", "https = {}", "[[host.route]]", "path = '/*'",
                  f"import = '{host} git https://git.test/{number}.git'"]
    return "\n".join(lines) + "\n"


def check(doctor, args, env, folder, name):
    """Runs `check` into the file `name`; wall seconds and peak MiB."""
    said = os.path.join(folder, "said")
    argv = [compare.TIME, "-f", "%e %M", "-o", said, doctor, "check", "--module", "--until", "root", "--direct", "--no-probe",
            "--format", "jsonl", *args]
    with open(os.path.join(folder, name), "w") as out:
        status = subprocess.run(argv, env=env, cwd=folder, stdout=out).returncode
    if status != 0:
        sys.exit(f"{args} ended with {status}")
    wall, memory = open(said).read().split()[-2:]
    return float(wall), int(memory) / 1024


def digest(folder, name, ordered):
    """How many lines there are, and a sum over them in the order of `index`, without times."""
    count, sums, total = 0, {}, hashlib.sha256()
    with open(os.path.join(folder, name), "rb") as lines:
        for line in lines:
            index = int(INDEX.findall(line)[-1])
            one = hashlib.sha256(TIMES.sub(b"", line)).digest()
            if ordered and index != count:
                sys.exit(f"{name}: {index} in the place of {count}")
            sums[index] = one
            count += 1
    for index in range(count):
        total.update(sums[index])
    return count, total.hexdigest()


def run(args, folder):
    server, env = compare.serve_text(args.doctor, scenario(args.hosts), folder)
    lists = {"few": LEAST, "all": args.paths}
    for name, count in lists.items():
        with open(os.path.join(folder, name), "w") as out:
            out.writelines(f"h{at % args.hosts}.test/m{at}\n" for at in range(count))
    try:
        _, few = check(args.doctor, ["few"], env, folder, "few.jsonl")
        wall, most = check(args.doctor, ["all"], env, folder, "all.jsonl")
        print(f"{args.paths} paths of {args.hosts} hosts: {wall:.1f} s, {args.paths / wall:.0f} a second", flush=True)
        print(f"memory: {few:.1f} MiB for {LEAST}, {most:.1f} MiB for all: {most - few:.1f} MiB more", flush=True)
        start = time.perf_counter()
        parts = []
        for number in range(1, args.parts + 1):
            parts.append(f"part-{number}.jsonl")
            check(args.doctor, ["--shard", f"{number}/{args.parts}", "all"], env, folder, parts[-1])
        print(f"{args.parts} parts, one after the other: {time.perf_counter() - start:.1f} s", flush=True)
    finally:
        server.terminate()
        server.wait()
    said = os.path.join(folder, "said")
    with open(os.path.join(folder, "merged.jsonl"), "w") as out:
        merge = [compare.TIME, "-f", "%e %M", "-o", said, args.doctor, "merge", "--format", "jsonl", *parts]
        status = subprocess.run(merge, cwd=folder, stdout=out).returncode
    wall, memory = open(said).read().split()[-2:]
    print(f"merge: {wall} s, {int(memory) / 1024:.1f} MiB, status {status}", flush=True)
    single, merged = digest(folder, "all.jsonl", False), digest(folder, "merged.jsonl", True)
    print(f"single run: {single[0]} lines {single[1][:16]}; parts: {merged[0]} lines {merged[1][:16]}", flush=True)
    if single != merged or single[0] != args.paths:
        sys.exit("the parts are not the single run")
    if most - few >= MOST_MIB:
        sys.exit(f"more than {MOST_MIB} MiB")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("doctor")
    parser.add_argument("--paths", type=int, default=1_000_000)
    parser.add_argument("--hosts", type=int, default=500)
    parser.add_argument("--parts", type=int, default=16)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        args.doctor = shutil.copy2(args.doctor, folder)
        run(args, folder)


if __name__ == "__main__":
    main()
