#!/usr/bin/env python3
"""Compares goget-doctor with the go command's own resolver on one lab server.

    benches/compare.py DOCTOR ORACLE [--paths 2000] [--runs 5]

DOCTOR is the release build of goget-doctor, ORACLE a program that holds the go command's resolver and
answers a JSON request a line, 32 at once with -j 32. Both look the same module paths up over TLS, by way
of the lab's proxy, in turn: goget-doctor once for people (a line a path, as go prints one) and once for
machines (`--format jsonl`, all that was seen of each), 32 at once too. What is printed are medians and their ratios, ours
to go's. The lab is a process of its own, the same for both. GNU time measures the memory. Both programs are copied
first, as an installation copies them: a file that a linker wrote lies in the page cache in small pieces, and starts slower.
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


def scenario(paths):
    """A scenario whose hosts answer for each of `paths` with a tag of its own."""
    hosts = {}
    for path in paths:
        hosts.setdefault(path.split("/")[0], []).append(path)
    lines = ["about = 'Many modules.'", f"path = '{paths[0]}'", "[expect]", "ok = true"]
    for host, own in hosts.items():
        lines += ["[[host]]", f"name = '{host}'", "https = {}"]
        for path in own:
            below = path[len(host):]
            lines += ["[[host.route]]", f"path = '{below}'", f"import = '{path} git https://git.test{below}.git'"]
    return "\n".join(lines) + "\n"


def serve(doctor, paths, folder):
    """Starts the lab for `paths`; the process and the environment that leads there."""
    return serve_text(doctor, scenario(paths), folder)


def serve_text(doctor, scenario, folder):
    """Starts the lab; the process and the environment that leads there."""
    file = os.path.join(folder, "scenario.toml")
    with open(file, "w") as out:
        out.write(scenario)
    server = subprocess.Popen([doctor, "lab", "serve", file], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    env = {"PATH": os.environ["PATH"]}
    while not {"SSL_CERT_FILE", "https_proxy", "no_proxy"} <= env.keys():
        line = server.stdout.readline()
        if not line:
            sys.exit("the lab does not start")
        name, _, value = line.removeprefix("export ").strip().partition("=")
        env[name] = value.strip("'")
    return server, env


TIME = "/usr/bin/time"


def peak(argv, env, stdin):
    """Peak memory in MiB of one run. GNU time starts it: a child of this script never seems smaller than the script."""
    with tempfile.NamedTemporaryFile("r") as said:
        argv = [TIME, "-f", "%M", "-o", said.name, *argv]
        subprocess.run(argv, env=env, input=stdin.encode(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return int(said.read().split()[-1]) / 1024


def measure(argv, env, stdin):
    """Wall and CPU seconds of one run, and how many roots it found."""
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as out:
        source.write(stdin.encode())
        source.seek(0)
        start = time.perf_counter()
        child = subprocess.Popen(argv, env=env, stdin=source, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        found = sum(b"https://git.test/" in line and b'"err"' not in line for line in out)
    if child.returncode not in (0, 1):
        sys.exit(f"{argv[0]} ended with {child.returncode}")
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "found": found}


def pairs(commands, env, runs):
    """The results of each command, measured in turn so that both see the same machine."""
    results = [[] for _ in commands]
    for _ in range(runs):
        for result, (argv, stdin) in zip(results, commands):
            result.append(measure(argv, env, stdin) | {"memory": peak(argv, env, stdin)})
    return results


def show(title, ours, go):
    print(f"\n{title}")
    print(f"{'':8} {'ours':>10} {'go':>10} {'ratio':>8}")
    for name, unit in [("wall", "s"), ("cpu", "s"), ("memory", "MiB")]:
        mine, theirs = (statistics.median(run[name] for run in runs) for runs in (ours, go))
        ratio = statistics.median(a[name] / b[name] for a, b in zip(ours, go))
        print(f"{name:8} {mine:8.3f} {unit:<3} {theirs:6.3f} {unit:<3} {ratio:6.2f}")


def doctor(program, paths, options):
    """The command that looks `paths` up, and its standard input."""
    if len(paths) == 1:
        return [program, "resolve", "--module", "--until", "root", *options, paths[0]], ""
    return [program, "check", "--module", "--until", "root", "--jobs", "32", *options, "-"], "\n".join(paths) + "\n"


def compare(title, paths, runs, args):
    requests = "".join(json.dumps({"op": "discover", "path": path}) + "\n" for path in paths)
    oracle = ([args.oracle, "-j", "32"], requests)
    people, machines = (doctor(args.doctor, paths, options) for options in ([], ["--format", "jsonl"]))
    with tempfile.TemporaryDirectory() as folder:
        server, env = serve(args.doctor, paths, folder)
        try:
            pairs([people, machines, oracle], env, 1)
            shown, lines, go = pairs([people, machines, oracle], env, runs)
        finally:
            server.terminate()
            server.wait()
    for run in shown + lines + go:
        if run["found"] < len(paths):
            sys.exit(f"only {run['found']} of {len(paths)} roots were found")
    show(f"{title}, for people", shown, go)
    show(f"{title}, for machines", lines, go)


def compare_all(args):
    one = [f"one.test/m{index}" for index in range(args.paths)]
    fifty = [f"h{index % 50}.test/m{index}" for index in range(args.paths)]
    compare(f"{args.paths} paths of one host", one, args.runs, args)
    compare(f"{args.paths} paths of fifty hosts", fifty, args.runs, args)
    compare("one path, cold", one[:1], 4 * args.runs, args)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("doctor")
    parser.add_argument("oracle")
    parser.add_argument("--paths", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    if not os.access(TIME, os.X_OK):
        sys.exit(f"no {TIME}: install GNU time, which measures the memory")
    with tempfile.TemporaryDirectory() as folder:
        args.doctor, args.oracle = (shutil.copy2(program, folder) for program in (args.doctor, args.oracle))
        compare_all(args)


if __name__ == "__main__":
    main()
