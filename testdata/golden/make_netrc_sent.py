"""Writes netrc_sent.jsonl: the login that go sends to a URL, given the machines of a netrc file.

Usage: python3 make_netrc_sent.py GO    (GO: the go command; also needed: openssl)
go asks a CONNECT proxy on loopback, which answers in the place of every https host.
"""
import base64
import json
import pathlib
import socket
import ssl
import subprocess
import sys
import tempfile
import threading

import gotool

MODULE = "a.b/c"
LIST = "/a.b/c/@v/list"

# Proxy URL, what go makes of it for the list of MODULE, machines of the netrc file in order.
CASES = [
    ("https://two.test", "https://two.test" + LIST, ms) for ms in (
        ["two.test"], ["two.test/"], ["two.test//"], ["https://two.test"], ["https://two.test/"], ["https://https://two.test"], ["HTTPS://two.test"],
        ["http://two.test"], ["two.test", "https://two.test"], ["https://two.test", "two.test"], ["two.test:443"], ["TWO.test"], ["/"], ["https:///"], ["test"], ["*.test"],
        ["two.test/a.b", "two.test"], ["two.test", "two.test/a.b"], ["two.test", "two.test/a.b/"], ["two.test", "two.test/a.b//"], ["two.test/a"], ["two.test" + LIST],
        ["two.test" + LIST, "two.test/a.b/c"], ["other.test", "two.test/a.b/c/@v"], ["two.test", "two.test"], ["default"], ["two.test/a.b/c/@v/lis"],
    )
] + [
    ("https://two.test:443", "https://two.test:443" + LIST, ["two.test", "two.test:443"]),
    ("https://two.test:443", "https://two.test:443" + LIST, ["two.test"]),
    ("https://TWO.test", "https://TWO.test" + LIST, ["two.test", "TWO.test"]),
    ("https://two.test/p?a=b/c", f"https://two.test/p{LIST}?a=b/c", ["two.test/p"]),
    ("https://two.test/p?a=b/c", f"https://two.test/p{LIST}?a=b/c", ["two.test/p" + LIST]),
    ("https://two.test/p?a=b/c", f"https://two.test/p{LIST}?a=b/c", [f"two.test/p{LIST}?a=b"]),
    ("https://two.test/p?a=b/c", f"https://two.test/p{LIST}?a=b/c", [f"two.test/p{LIST}?a=b/c"]),
    ("https://two.test/%70", f"https://two.test/%70{LIST}", ["two.test/p", "two.test/%70"]),
    ("https://two.test/%70", f"https://two.test/%70{LIST}", ["two.test/p"]),
    ("https://x:y@two.test", f"https://x:y@two.test{LIST}", ["x:y@two.test"]),
    ("https://x@two.test", f"https://x@two.test{LIST}", ["x@two.test"]),
]


class Server:
    """A CONNECT proxy that answers every request itself and notes the login of each."""

    def __init__(self, folder):
        subprocess.run(
            "openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 -subj /CN=t -addext subjectAltName=DNS:two.test".split(),
            cwd=folder, check=True, capture_output=True)
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.tls.load_cert_chain(folder / "ca.pem", folder / "ca.key")
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.logins = []
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            threading.Thread(target=self.serve, args=(self.socket.accept()[0],), daemon=True).start()

    def serve(self, plain):
        list(iter(plain.makefile("rb").readline, b"\r\n"))
        plain.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        with self.tls.wrap_socket(plain, server_side=True) as secure:
            lines = secure.makefile("rb")
            while head := list(iter(lines.readline, b"\r\n")):
                self.note(head)
                secure.sendall(b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n")

    def note(self, head):
        sent = [line.split()[2] for line in head if line.lower().startswith(b"authorization:")]
        self.logins.append(base64.b64decode(sent[0]).decode().split(":")[0] if sent else None)


def ask(go, folder, server, case):
    proxy, url, machines = case
    server.logins.clear()
    netrc = "".join(f"machine {machine} login u{index} password p\n" for index, machine in enumerate(machines))
    (folder / "netrc").write_text(netrc)
    environment = gotool.environment(
        GOPROXY=proxy, NETRC=str(folder / "netrc"), SSL_CERT_FILE=str(folder / "ca.pem"), GOSUMDB="off", GOMODCACHE=str(folder / "cache"),
        HTTPS_PROXY=f"http://127.0.0.1:{server.socket.getsockname()[1]}")
    subprocess.run([go, "list", "-m", "-versions", MODULE], env=environment, cwd=folder, capture_output=True)
    [login] = server.logins
    # A login from the URL itself is not netrc's.
    return {"url": url, "netrc": netrc, "login": login if login in {f"u{index}" for index in range(9)} else None}


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "go.mod").write_text("module m\n\ngo 1.27\n")
        server = Server(folder)
        rows = [ask(sys.argv[1], folder, server, case) for case in CASES]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    pathlib.Path(__file__).with_name("netrc_sent.jsonl").write_text(lines)


main()
