#!/usr/bin/env python3
"""Compares `goget-doctor check` with the go command on the modules of one module proxy.

    benches/modules.py DOCTOR GO [--modules 250] [--runs 9]

DOCTOR is the release build of goget-doctor, GO a go command of 1.21 or later. The lab serves the modules, each with a zip of
one small file, over TLS on loopback, by a process of its own. `check --until package` of their go.mod is held against `go
mod download -json`, and `check --no-probe` against `go list -m -json`, both of all modules at their versions; the two run in
turn, go with an empty module cache, and neither asks a checksum database. What is printed are medians and their ratios,
ours to go's, each of runs next to each other. Both have to find all modules.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import compare

VERSION = "v1.0.0"
ENV = {"GOPROXY": "https://proxy.test", "GOSUMDB": "off", "GOTOOLCHAIN": "local", "GOFLAGS": "-modcacherw"}


def scenario(modules):
    """A scenario in which a module proxy serves all of them."""
    lines = ["about = 'Many modules.'", f"path = '{modules[0]}'", "[expect]", "ok = true",
             "[[host]]", "name = 'proxy.test'", "https = {}", "[[host.route]]", "path = '/'", "goproxy = 'public'"]
    for path in modules:
        files = f"""{{ 'go.mod' = "module {path}\\n", 'x.go' = "package x\\n" }}"""
        lines += ["[[version]]", f"module = '{path}'", f"version = '{VERSION}'", "tree = 'public'", f"files = {files}"]
    return "\n".join(lines) + "\n"


def serve(doctor, modules, folder):
    """Starts the lab; the process and the environment that leads there, with the settings."""
    server, env = compare.serve_text(doctor, scenario(modules), folder)
    return server, env | ENV | {"HOME": folder, "TMPDIR": folder}


def measure(argv, env, folder, found):
    """Wall and CPU seconds of one run, which has to find all modules."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        child = subprocess.Popen(argv, env=env, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if child.returncode != 0 or not found(out.read().decode()):
            sys.exit(f"{argv[:3]} ended with {child.returncode}: {err.read().decode()[-2000:]}")
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime}


def pairs(ours, go, env, folder, runs):
    """The results of both, measured in turn so that both see the same machine."""
    results = [], []
    for _ in range(runs + 1):
        cache = os.path.join(folder, "cache")
        results[0].append(measure(ours[0], env, folder, ours[1]))
        results[1].append(measure(go[0], env | {"GOMODCACHE": cache}, folder, go[1]))
        shutil.rmtree(cache)
    return [result[1:] for result in results]


def show(title, ours, go):
    print(f"\n{title}\n{'':8} {'ours':>10} {'go':>10} {'ratio':>8}")
    for name in ["wall", "cpu"]:
        mine, theirs = (statistics.median(run[name] for run in runs) for runs in (ours, go))
        ratio = statistics.median(a[name] / b[name] for a, b in zip(ours, go))
        print(f"{name:8} {mine:8.3f} s   {theirs:6.3f} s   {ratio:6.2f}", flush=True)


def go_found(count):
    return lambda printed: printed.count(f'"Version": "{VERSION}"') == count and '"Error"' not in printed


def our_found(count):
    return lambda printed: f"{count} passed" in printed


def hold(args, folder):
    modules = [f"mod{index}.test/m{index}" for index in range(args.modules)]
    server, env = serve(args.doctor, modules, folder)
    with open(os.path.join(folder, "go.mod"), "w") as out:
        out.write("module main.test/m\ngo 1.21\n" + "".join(f"require {path} {VERSION}\n" for path in modules))
    asked = [f"{path}@{VERSION}" for path in modules]
    count = len(modules)
    cases = [
        ("check --until package, go mod download", ["--until", "package"], ["mod", "download", "-json"]),
        ("check --no-probe, go list -m -json", ["--no-probe"], ["list", "-m", "-json"]),
    ]
    try:
        for title, options, command in cases:
            ours = [args.doctor, "check", *options], our_found(count)
            go = [args.go, *command, *asked], go_found(count)
            show(f"{count} modules: {title}", *pairs(ours, go, env, folder, args.runs))
    finally:
        server.terminate()
        server.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("doctor")
    parser.add_argument("go")
    parser.add_argument("--modules", type=int, default=250)
    parser.add_argument("--runs", type=int, default=9)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        args.doctor = shutil.copy2(args.doctor, folder)
        hold(args, folder)


if __name__ == "__main__":
    main()
