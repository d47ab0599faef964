#!/usr/bin/env python3
"""Requests a second of `serve` beside those of nginx with a fixed page, and what the server's memory does.

    benches/serve.py BINARY [SECONDS]

Needs nginx and wrk. Each server has one core and wrk another; they take turns, three times. Plain HTTP, keep-alive, 64
connections. Then 10,000 connections that say nothing are opened, and a request is made beside them.
"""

import os
import resource
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

CONFIG = "host: go.example.com\npaths:\n  /x:\n    repo: https://github.com/o/x\n"
TARGET = "/x/sub?go-get=1"


def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait(at):
    while True:
        try:
            return socket.create_connection(("127.0.0.1", at)).close()
        except ConnectionRefusedError:
            time.sleep(0.05)


def page(at):
    with socket.create_connection(("127.0.0.1", at)) as client:
        client.sendall(f"GET {TARGET} HTTP/1.1\r\nHost: go.example.com\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while piece := client.recv(65536):
            answer += piece
    head, body = answer.split(b"\r\n\r\n", 1)
    assert head.startswith(b"HTTP/1.1 200"), head
    return body.decode()


def nginx(folder, at, body):
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    text = body.replace("\n", " ").replace("'", "&#39;")
    config = (
        f"daemon off; master_process off; pid {folder}/pid; error_log stderr;\n"
        f"events {{ worker_connections 1024; }}\nhttp {{\naccess_log off; keepalive_requests 1000000000;\n{temporary}"
        f"server {{ listen 127.0.0.1:{at}; default_type text/html; location / {{ return 200 '{text}'; }} }}\n}}\n"
    )
    with open(f"{folder}/nginx.conf", "w") as file:
        file.write(config)
    return start(["nginx", "-p", folder, "-c", f"{folder}/nginx.conf", "-e", "stderr"])


def start(words):
    return subprocess.Popen(["taskset", "-c", "0", *words], stdout=subprocess.DEVNULL)


def rate(at, seconds):
    words = ["taskset", "-c", "1", "wrk", "-t1", "-c64", f"-d{seconds}s", "-H", "Host: go.example.com", f"http://127.0.0.1:{at}{TARGET}"]
    said = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    assert "Non-2xx" not in said and "Socket errors" not in said, said
    rows = dict(line.strip().split(":", 1) for line in said.splitlines() if ":" in line)
    total = next(int(line.split()[0]) for line in said.splitlines() if " requests in " in line)
    return float(rows["Requests/sec"]), total


def memory(process):
    with open(f"/proc/{process.pid}/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS"))


def idle(process, at, many):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    before, connections = memory(process), []
    for _ in range(many):
        connections.append(socket.create_connection(("127.0.0.1", at)))
    page(at)
    print(f"idle      {many} connections: {memory(process) - before} KiB more, and a request is answered")
    for connection in connections:
        connection.close()


def main():
    binary, seconds = os.path.abspath(sys.argv[1]), int((sys.argv[2:] or ["10"])[0])
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        with open(f"{folder}/vanity.yaml", "w") as file:
            file.write(CONFIG)
        ours, theirs = port(), port()
        server = start([binary, "serve", f"{folder}/vanity.yaml", "--listen", f"127.0.0.1:{ours}", "--log", "none"])
        wait(ours)
        other = nginx(folder, theirs, page(ours))
        wait(theirs)
        try:
            rate(ours, 1)
            pairs, asked, first = [], 0, memory(server)
            for _ in range(3):
                (own, total), (nginxs, _) = rate(ours, seconds), rate(theirs, seconds)
                pairs.append((own, nginxs))
                asked += total
                print(f"serve {own:9.0f}/s   nginx {nginxs:9.0f}/s   {own / nginxs:.2f}   {memory(server)} KiB")
            ratio = statistics.median(own / nginxs for own, nginxs in pairs)
            print(f"median    {ratio:.2f} of nginx; memory {first} KiB, {memory(server)} KiB after {asked} requests")
            idle(server, ours, 10_000)
        finally:
            for process in (server, other):
                process.send_signal(signal.SIGTERM)
                process.wait()


main()
