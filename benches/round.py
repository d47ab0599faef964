#!/usr/bin/env python3
"""Measures the round, `goget-doctor` alone, on a machine with nothing wrong.

    benches/round.py DOCTOR [--runs 10] [--slowest 0.5]

Two module proxies on loopback pass the checksum database on; one answers at once, the other after `--slowest` seconds. What
is printed is the median of the whole run, and what it takes more than its slowest request: the goal is 0.3 s. A run that
asks a host twice, or finds something, ends the measurement.
"""

import argparse
import http.server
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time


def proxy(delay):
    """A module proxy that counts what it is asked."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.asked.append(self.path)
            time.sleep(delay)
            self.send_response(200 if self.path.endswith("/supported") else 404)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("doctor")
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--slowest", type=float, default=0.5)
    args = parser.parse_args()
    servers = [proxy(0), proxy(args.slowest)]
    home = tempfile.mkdtemp(prefix="goget-doctor-round-")
    goproxy = ",".join(f"http://127.0.0.1:{server.server_port}" for server in servers)
    env = {"HOME": home, "PATH": os.environ["PATH"], "GOPROXY": goproxy, "GOSUMDB": "sum.golang.org"}
    walls, more = [], []
    for _ in range(args.runs + 1):
        for server in servers:
            server.asked.clear()
        start = time.monotonic()
        run = subprocess.run([os.path.abspath(args.doctor), "--json"], env=env, cwd=home, capture_output=True)
        wall = time.monotonic() - start
        said = json.loads(run.stdout)
        asked = [len(server.asked) for server in servers]
        wrong = [finding for finding in said["findings"] if finding["severity"] != "note"]
        if run.returncode or asked != [1, 1] or wrong:
            sys.exit(f"status {run.returncode}, asked {asked}: {wrong}")
        walls.append(wall)
        more.append(wall - max(part["micros"] for part in said["parts"]) / 1e6)
    # The first fills the caches of the machine.
    walls, more = walls[1:], more[1:]
    print(f"round: {statistics.median(walls):.3f} s, {statistics.median(more):.3f} s more than its slowest request")


main()
