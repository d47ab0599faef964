#!/usr/bin/env python3
"""Records what go's resolver says of pages that this script makes up.

    make_discover.py ORACLE > discover.jsonl

Each line holds a path, the pages of its host (status, type, body by URL path) and the answer. All is
asked over http: GOINSECURE matches everything, and the proxy that serves the pages refuses CONNECT.
The same seed gives the same file.
"""

import json
import os
import random
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CASES = 900
pages = {}


class Proxy(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_CONNECT(self):
        self.send_response(502, "No TLS Here")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self):
        url = self.path.removeprefix("http://").partition("?")[0]
        status, kind, body = pages.get(url, (404, "text/plain; charset=utf-8", "404 page not found\n"))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


def tag(r, host, path):
    right = [path, f"{host}/a", f"{host}/a", host]
    wrong = [f"{host}/a/", f"{host}/other", f"https://{path}", path + "/", path + "/sub", path.upper(), ""]
    prefix = r.choice(right if r.random() < 0.85 else wrong)
    vcs = r.choice(["git"] * 8 + ["hg", "svn", "fossil", "mod", "mod", "bzr", "Git", "cvs"])
    repo = r.choice(["https://git.test/r"] * 8 + [
        "http://git.test/r", "ssh://git@git.test/r", "git@git.test:r", "git.test/r", "/srv/r", "file:///srv/r", "FILE:///r",
        "https://git.test:x/r", "https://[::1/r", "https://u:p@git.test/r", "https://git.test/%zz", "mailto:x", "ext::sh",
        "://r", "https://", "https:///r", "git://git.test/r", "https://git.test/r?x=1", "1https://r", "https://a b/r"])
    fields = [prefix, vcs, repo]
    if r.random() < 0.2:
        fields.append(r.choice(["go", "a/b", "/go", "-go", ".", "..", "go/", "./go"]))
    if r.random() < 0.06:
        fields = r.choice([fields[:2], fields + ["x", "y"], []])
    name = r.choice(["go-import"] * 30 + ["Go-Import", "go-source", "go-import "])
    return f'<meta name="{name}" content="{r.choice([" ", "  ", chr(9), chr(10)]).join(fields)}">'


def page(r, host, path):
    tags = "\n".join(tag(r, host, path) for _ in range(r.choice([0] + [1] * 12 + [2, 2, 3])))
    noise = r.choice([""] * 30 + ["<link href=/x>", "<!-- a -- b -->", "<body>", "<?xml version='1.0' encoding='gbk'?>",
                                 "<script>a<b</script>", "&nbsp;", "</head>"])
    status = r.choice([200] * 12 + [404, 403, 500, 201, 410])
    kind = r.choice(["text/html", "text/html; charset=utf-8", "text/plain", "text/plain; charset=latin1", "application/json"])
    body = r.choice([f"<html><head>{noise}\n{tags}</head><body></body></html>"] * 40 + [
        "no such page\n", "first line\nsecond line\n", "\nblank first\n", "x" * 700 + "\n", "y\n" * 12, ""])
    return status, kind, body


def main():
    oracle = sys.argv[1]
    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    proxy = f"http://127.0.0.1:{server.server_port}"
    r = random.Random(1)
    cases = []
    for number in range(CASES):
        host = f"h{number}.test"
        path = r.choice([f"{host}/a", f"{host}/a/b", f"{host}/a/b", f"{host}/a/b/c", host])
        wanted = page(r, host, path)
        own = {path: wanted}
        for other in (f"{host}/a", host):
            if other != path and r.random() < 0.9:
                own[other] = wanted if r.random() < 0.75 else page(r, host, path)
        pages.update({(url if "/" in url else url + "/"): answer for url, answer in own.items()})
        cases.append((path, own))
    env = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "GOENV": "off", "GOINSECURE": "*", "GOVCS": "*:all",
           "HTTP_PROXY": proxy, "HTTPS_PROXY": proxy}
    lines = "".join(json.dumps({"op": "discover", "path": path}) + "\n" for path, _ in cases)
    done = subprocess.run([oracle], input=lines, env=env, capture_output=True, text=True, check=True)
    for (path, own), answer in zip(cases, done.stdout.splitlines(), strict=True):
        print(json.dumps({"path": path, "pages": own, "answer": json.loads(answer)}))


main()
