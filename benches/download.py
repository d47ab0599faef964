#!/usr/bin/env python3
"""Compares `goget-doctor resolve --download` with `go mod download -json` on one module proxy.

    benches/download.py DOCTOR GO [--runs 5] [--sizes 1,2,5,10,15,20,30,40,50,60]

DOCTOR is the release build of goget-doctor, GO a go command of 1.21 or later. Both fetch the same modules, whose zips have
the sizes given (MB), in one command, from a folder served on loopback by a process of its own; go begins each time with an
empty module cache, and neither asks a checksum database. The two run in turn. What is printed are medians and their
ratios, ours to go's, each ratio of runs next to each other. GNU time measures the memory. All sums are held against each
other: a run without them, or with others, ends the comparison.
"""

import argparse
import hashlib
import http.server
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zipfile

TIME = "/usr/bin/time"
VERSION = "v1.0.0"


def text(seed, size):
    """Words of a language, as compressible as source code is."""
    draw = random.Random(seed)
    words = ["".join(draw.choices("abcdefghijklmnopqrstuvwxyz", k=draw.randint(2, 11))) for _ in range(4000)]
    words += ["func", "return", "err", "nil", "if", "{\n\t", "}\n", "(", ")", ":=", "//"] * 150
    return " ".join(draw.choices(words, k=size // 7)).encode()


def module(folder, index, megabytes):
    """Lays a module whose zip has about so many MB; its path."""
    path = f"bench.test/m{index}"
    below = os.path.join(folder, path, "@v")
    os.makedirs(below)
    with open(os.path.join(below, "list"), "w") as out:
        out.write(VERSION + "\n")
    with open(os.path.join(below, VERSION + ".info"), "w") as out:
        json.dump({"Version": VERSION, "Time": "2024-01-01T00:00:00Z"}, out)
    with open(os.path.join(below, VERSION + ".mod"), "w") as out:
        out.write(f"module {path}\n")
    file = os.path.join(below, VERSION + ".zip")
    block, part = text(index, 1 << 18), 0
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        out.writestr(f"{path}@{VERSION}/go.mod", f"module {path}\n")
        while out.fp.tell() < megabytes * 1e6:
            shift = hashlib.sha256(f"{index} {part}".encode()).digest()[0] * 991
            out.writestr(f"{path}@{VERSION}/p{part % 50}/f{part}.go", block[shift:] + block[:shift])
            part += 1
    return path


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files of the folder, over connections that go on."""

    protocol_version = "HTTP/1.1"

    def copyfile(self, source, outputfile):
        outputfile.flush()
        self.connection.sendfile(source)

    def log_message(self, *_):
        pass


def serve(folder):
    """Serves the folder until standard input ends; says the port."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), lambda *args: Handler(*args, directory=folder))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()


def run(argv, env):
    """Wall and CPU seconds, peak memory in MiB, and the sums of one run."""
    with tempfile.NamedTemporaryFile("r") as said, tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        status = subprocess.run([TIME, "-f", "%e %U %S %M", "-o", said.name, *argv], env=env, stdout=out).returncode
        wall = time.perf_counter() - start
        _, user, system, memory = said.read().split()[-4:]
        out.seek(0)
        printed = out.read().decode()
    if status != 0:
        sys.exit(f"{argv[0]} ended with {status}:\n{printed[-2000:]}")
    return {"wall": wall, "cpu": float(user) + float(system), "memory": int(memory) / 1024}, printed


def go_sums(printed):
    decoder, at, sums = json.JSONDecoder(), 0, {}
    while printed[at:].strip():
        at += len(printed[at:]) - len(printed[at:].lstrip())
        one, at = decoder.raw_decode(printed, at)
        sums[one["Path"]] = one["Sum"]
    return sums


def our_sums(printed):
    verdicts = (json.loads(line) for line in printed.splitlines())
    return {verdict["module"]["path"]: verdict["zip"]["h1"] for verdict in verdicts if verdict.get("zip")}


def compare(args, folder):
    paths = [module(folder, index, size) for index, size in enumerate(args.sizes)]
    server = subprocess.Popen(
        [sys.executable, __file__, "--serve", folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    port = server.stdout.readline().strip()
    asked = [f"{path}@{VERSION}" for path in paths]
    env = {"PATH": os.environ["PATH"], "HOME": folder, "TMPDIR": tempfile.gettempdir(), "GOPROXY": f"http://127.0.0.1:{port}",
           "GOSUMDB": "off", "GOTOOLCHAIN": "local", "GOFLAGS": "-modcacherw"}
    ours, go = [], []
    try:
        for turn in range(args.runs + 1):
            cache = os.path.join(folder, "cache")
            one, printed = run([args.doctor, "resolve", "--download", "--until", "package", "--format", "jsonl", "--detail",
                                "verdict", *asked], env)
            mine = our_sums(printed)
            other, printed = run([args.go, "mod", "download", "-json", *asked], env | {"GOMODCACHE": cache})
            shutil.rmtree(cache)
            if mine != go_sums(printed) or len(mine) != len(paths):
                sys.exit(f"the sums differ: {mine}\n{go_sums(printed)}")
            if turn > 0:
                ours.append(one)
                go.append(other)
    finally:
        server.stdin.close()
        server.wait()
    show(f"{len(paths)} modules, zips of {min(args.sizes)} to {max(args.sizes)} MB", ours, go)


def show(title, ours, go):
    print(f"{title}\n{'':8} {'ours':>10} {'go':>10} {'ratio':>8}")
    for name, unit in [("wall", "s"), ("cpu", "s"), ("memory", "MiB")]:
        mine, theirs = (statistics.median(run[name] for run in runs) for runs in (ours, go))
        ratio = statistics.median(a[name] / b[name] for a, b in zip(ours, go))
        print(f"{name:8} {mine:8.3f} {unit:<3} {theirs:6.3f} {unit:<3} {ratio:6.2f}")


def main():
    if sys.argv[1:2] == ["--serve"]:
        serve(sys.argv[2])
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("doctor")
    parser.add_argument("go")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--sizes", type=lambda text: [float(size) for size in text.split(",")],
                        default=[1, 2, 5, 10, 15, 20, 30, 40, 50, 60])
    args = parser.parse_args()
    if not os.access(TIME, os.X_OK):
        sys.exit(f"no {TIME}: install GNU time, which measures the memory")
    with tempfile.TemporaryDirectory() as folder:
        compare(args, folder)


if __name__ == "__main__":
    main()
