#!/usr/bin/env python3
"""Records what the real go says about answers, proxies and TLS servers byte for byte.

    make_net.py ORACLE > net.jsonl

A CONNECT proxy on loopback leads each host name to its own case: the server sends the bytes of
the case and ends as the case says. Each line of the output is a case and go's outcome:
`failure` (what stands behind `Get "URL": `), `status`, `body` (what broke the body off) or `ok`.
"""

import concurrent.futures
import gzip
import json
import os
import random
import re
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import zlib

CASES = []


def add(name, via, send=b"", end="close", pad=()):
    send = send.encode("latin-1") if isinstance(send, str) else bytes(send)
    case = {"name": name, "via": via, "send": send.decode("latin-1"), "end": end}
    if pad:
        case["pad"] = list(pad)
    CASES.append(case)


def numbered(prefix, via, sends, end="close"):
    for number, send in enumerate(sends):
        add(f"{prefix}{number}", via, send, end)


# HTTP/1 heads ------------------------------------------------------------------------------

OK = "HTTP/1.1 200 OK\r\n"


def heads():
    add("whole", "tls", OK + "\r\nhello")
    add("cut", "tls", OK + "\r\nhello", "cut")
    add("nothing", "tls")
    add("nothing-cut", "tls", "", "cut")
    numbered("partial-", "tls", ["HTTP/1.1 20", OK + "Foo: b", OK, OK + "Foo: b\r\n", OK + "Foo",
                               OK + "Fo(: b", OK + "F: \0", OK + "Fo(: b\r\n", OK + "Fo(: b\r\n x", OK + "Fo(: b\r\n ",
                               OK + " Foo: b", OK + ": b", OK + "Foo: b\r", OK + "\r", OK + "Foo\r", OK + "Foo: b\n\r",
                               "HTTP/1.1 200\r", "HTTP/1.1", " ", "\r", "\n"])
    numbered("partial-cut-", "tls", ["HTTP/1.1 20", OK], "cut")
    lines = """404|404 |404 Nope|404   Nope  | 404 x|20 OK|2000 OK|abc OK|-10 OK|+20 OK|000 OK|099 OK
        999 OK|1_0 OK|0x1 OK|200\tOK|404 N\xffpe\x01|+04 x|++4 x|4+0 x""".replace("\n        ", "|")
    numbered("status-", "tls", [f"HTTP/1.1 {line}\r\n\r\nhello" for line in lines.split("|")])
    protocols = ["HTTP/1.0", "HTTP/2.0", "HTTP/2", "HTTP/0.9", "HTTP/1.9", "HTTP/3.0", "HTTP/1.10"]
    protocols += ["HTTP/x.y", "http/1.1", "ICY", " HTTP/1.1", "\r\nHTTP/1.1", "HTTP/1.1\t"]
    numbered("protocol-", "tls", [f"{p} 200 OK\r\n\r\nhello" for p in protocols])
    add("ssh", "tls", "SSH-2.0-foo\r\n")
    add("no-space", "tls", "HTTP/1.1\r\n\r\n")
    add("line-feeds", "tls", "HTTP/1.1 200 OK\n\nhello")
    fields = ["Foo bar", ": bar", "Foo : bar", "Foo Bar: x", "Fo(o: x", "F\xc3\xa9: x", "F\xff: x"]
    fields += [f"Foo: b{chr(c)}r" for c in (0, 1, 9, 13, 0x7F, 0xFF)] + ["F\0o: x", "Foo\t: x", "fOO-bAr-: \0", "f-: \r", "fO o: \0", "cONTENT-length: \0"]
    fields += ["Foo: b\r\n  c", " Foo: b", "\tFoo", "Foo: b\r\n\tc", "Foo\r\n :c", "Foo: a\r\n "]
    fields += ["Foo: a\r\n \0", "Foo: a\r\n \rb", "Foo: a\r\n b\r", "Foo: a\r\n\r ", "Foo: a\r", "Foo: a\r\n\r", "Foo:", "Foo:  \t", "Foo:\t a \t"]
    numbered("field-", "tls", [f"{OK}{field}\r\n\r\nhello" for field in fields])
    interim = "HTTP/1.1 103 E\r\nLink: x\r\n\r\n"
    for count in (1, 5, 6, 50):
        add(f"interim-{count}", "tls", interim * count + OK + "\r\nhello")
    add("interim-199", "tls", "HTTP/1.1 199 E\r\n\r\n" + OK + "\r\nhello")
    add("interim-end", "tls", interim)
    add("switching", "tls", "HTTP/1.1 101 Switching\r\n\r\nhello")
    add("long-ok", "tls", OK + "Foo: ", pad=[["x", 10485760 - 50], ["\r\n\r\n", 1]])
    add("long-value", "tls", OK + "Foo: ", pad=[["x", 10485760], ["\r\n\r\n", 1]])
    add("long-many", "tls", OK, pad=[["Foo: bar\r\n", 1100000], ["\r\n", 1]])
    add("many", "tls", OK, pad=[["Foo: bar\r\n", 100000], ["\r\nhello", 1]])
    add("long-status", "tls", "HTTP/1.1 200 ", pad=[["x", 11000000], ["\r\n\r\n", 1]])
    add("long-interim", "tls", pad=[[interim, 440000], [OK + "\r\n", 1]])


def framing():
    lengths = ["x", "-1", "+1", "", "1, 1", "99999999999999999999", "0", "9223372036854775808"]
    lengths += ["9223372036854775807", "0x10", "  5  ", "1_0", "1000", "3", "05", "\t5"]
    numbered("length-", "tls", [f"{OK}Content-Length: {n}\r\n\r\nhello" for n in lengths])
    pairs = [("1", "2"), ("5", "5"), ("5", "x"), ("x", "x"), (" 5", "5 "), ("", ""), ("5", "05")]
    two = "Content-Length: {}\r\nContent-Length: {}\r\n\r\nhello"
    numbered("lengths-", "tls", [OK + two.format(*pair) for pair in pairs])
    chunked = "\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
    encodings = ["chunked", "CHUNKED", " chunked ", "gzip, chunked", "identity", "", "chunked, chunked"]
    numbered("encoding-", "tls", [f"{OK}Transfer-Encoding: {e}{chunked}" for e in encodings])
    more = ["Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"]
    more += [f"Transfer-Encoding: {e}\r\nContent-Length: {n}" for e in ("chunked", "x") for n in ("1", "x", "")]
    trailers = ("Content-Length", "Foo", "foo, trailer", "transfer-encoding", "", "a b", "Trailer, Content-Length")
    more += [f"Transfer-Encoding: chunked\r\nTrailer: {t}" for t in trailers]
    more += ["Transfer-Encoding: chunked\r\nTrailer: Content-Length\r\nContent-Length: x"]
    numbered("framing-", "tls", [OK + m + chunked for m in more])
    add("trailer-plain", "tls", OK + "Trailer: Content-Length\r\n\r\nhello")
    for encoding in ("chunked", "x"):
        add(f"old-{encoding}", "tls", f"HTTP/1.0 200 OK\r\nTransfer-Encoding: {encoding}\r\n\r\nhello")
    for code in (204, 304):
        for field in ("Content-Length: 500", "Transfer-Encoding: chunked", "Content-Length: x", "Foo: x"):
            name = f"bodiless-{code}-" + re.sub("[^a-z0-9]", "", field.lower())
            add(name, "tls", f"HTTP/1.1 {code} X\r\n{field}\r\n\r\nzz")


def chunks():
    end = "\r\nabc\r\n0\r\n\r\n"
    bodies = ["", "3", "3\r\n", "3\r\nab", "3\r\nabc", "3\r\nabc\r\n", "3\r\nabcX", "3\r\nabc\rX0\r\n\r\n"]
    bodies += ["3\nabc\n0\n\n", "x\r\n", "3;ext" + end, "3 " + end, " 3" + end, "3\t" + end, "\r\nabc"]
    bodies += ["0x3" + end, "-1\r\n", "f" * 16 + "\r\n", "1" + "0" * 16 + "\r\n", "0" * 18 + "3" + end]
    bodies += ["3 ;x" + end, "3;\rx" + end, "3\r\r\nabc", ";x\r\n", " \r\n", "1" * 16 + "x\r\n", "1" * 17 + "x\r\n"]
    bodies += ["\r\0\n", "3\0\n"]
    bodies += ["3;" + "x" * 5000 + end, "3;" + "x" * 4092 + end, "3;" + "x" * 4093 + end, "3;" + "x" * 4091 + end]
    bodies += ["3;" + "x" * 4090 + end, "3" + " " * 5000 + end, "3;x", "A\r\n0123456789\r\n0\r\n\r\n", "3\r\nabc\r\n00\r\n\r\n"]
    last = "3\r\nabc\r\n0\r\n"
    tails = ["", "\r", "\n", "Foo: bar\r\n\r\n", "Foo bar\r\n\r\n", "Foo: bar\r\n", "X\r\n\r\n", "\r\nmore"]
    tails += [" Foo: x\r\n\r\n", "Foo: " + "x" * 5000 + "\r\n\r\n", "Foo: " + "x" * 4080 + "\r\n\r\n", "Fo(: x\r\n\r\n", "Foo: x\n\n"]
    bodies += [last + tail for tail in tails]
    numbered("chunk-", "tls", [OK + "Transfer-Encoding: chunked\r\n\r\n" + body for body in bodies])
    for line, count in ((3, 5000), (53, 440), (53, 455), (53, 470), (53, 480), (53, 500), (30, 1400), (30, 900)):
        chunk = "1;" + "x" * (line - 2) + "\r\na\r\n"
        head = OK + "Transfer-Encoding: chunked\r\n\r\n"
        add(f"overhead-{line}-{count}", "tls", head, pad=[[chunk, count], ["0\r\n\r\n", 1]])


def random_heads():
    """Heads made of pieces that readers disagree about."""
    rng = random.Random(7)
    pieces = ["HTTP/1.1", " ", "200", "OK", "\r\n", "\n", "\r", ":", "Foo", "\t", "a b", "\xff", "\0", "Content-Length"]
    pieces += ["Transfer-Encoding: chunked\r\n", "Content-Length: 5\r\n", "\r\n\r\n", "0\r\n\r\n", "5\r\nhello\r\n", "Foo: bar\r\n", ";"]
    for number in range(400):
        start = rng.choice(["", OK, OK, OK, "HTTP/1.1 "])
        middle = "".join(rng.choice(pieces) for _ in range(rng.randrange(1, 8)))
        add(f"random-{number}", "tls", start + middle + rng.choice(["", "\r\n\r\nhello", "\r\n\r\n"]))


# gzip --------------------------------------------------------------------------------------


def gz(name, body, fields="", end="close"):
    head = f"{OK}Content-Encoding: gzip\r\n{fields}\r\n".encode("latin-1")
    add(f"gzip-{name}", "tls", head + body, end)


def pack(body):
    return gzip.compress(body, mtime=0)


def header(flags, rest):
    return b"\x1f\x8b\x08" + bytes([flags]) + b"\0" * 6 + rest


def gzips():
    hello = pack(b"hello")
    data = hello[10:]
    whole = {"ok": hello, "empty": b"", "plain": b"hello, not gzip", "one": b"\x1f", "twice": hello + hello}
    whole |= {f"first-{n}": hello[:n] for n in (1, 9, 10, 11, len(hello) - 8, len(hello) - 3)}
    whole |= {"method": b"\x1f\x8b\x07" + b"\0" * 30, "flags": b"\x1f\x8b\x08\xe0" + hello[4:]}
    whole |= {"garbage": hello + b"garbage garbage", "zeros": hello + b"\0" * 20, "short-garbage": hello + b"\x1f\x8b"}
    whole |= {"crc": hello[:-6] + b"x" + hello[-5:], "size": hello[:-1] + b"x"}
    whole |= {f"name-{n}": header(8, b"f" * n + b"\0" + data) for n in (3, 510, 511, 512, 600)}
    whole |= {f"comment-{n}": header(16, b"f" * n + b"\0" + data) for n in (511, 512)}
    whole |= {"extra": header(4, b"\3\0abc" + data), "hcrc-bad": header(2, b"\0\0" + data)}
    whole |= {"name-cut": header(8, b"foo"), "extra-cut": header(4, b"\x09\0foo"), "name-long-cut": header(8, b"f" * 600)}
    for flags, rest in ((2, b""), (31, b"\3\0abcname\0comment\0")):
        front = header(flags, rest)
        whole[f"hcrc-{flags}"] = front + (zlib.crc32(front) & 0xFFFF).to_bytes(2, "little") + data
    for name, body in whole.items():
        gz(name, body)
    gz("clength", hello, f"Content-Length: {len(hello)}\r\n")
    gz("clength-short", hello, "Content-Length: 1000\r\n")
    gz("second-coding", hello, "Content-Encoding: br\r\n")
    for name in ("GZip", " gzip ", "x-gzip", "br"):
        body = hello if "z" in name.lower() and name != "x-gzip" else b"hello"
        add(f"coding-{re.sub('[^a-z]', '', name.lower())}-{len(name)}", "tls", f"{OK}Content-Encoding: {name}\r\n\r\n".encode() + body)
    add("gzip-204", "tls", "HTTP/1.1 204 No Content\r\nContent-Encoding: gzip\r\n\r\n")
    flates = [b"\xff\xff\xff", b"\x01\5\0\0\0abc", b"\x01\5\0\xfa\xff", b"\x07", b"\x05", b"\x05\0\0\0\0\0\0\0\0", b"\x03", b"\x4b"]
    rng = random.Random(3)
    text = " ".join(rng.choice(["go", "get", "meta", "import", "name", "vcs"]) for _ in range(300)).encode()
    packed = zlib.compress(text, 9)[2:-4]
    for _ in range(60):
        broken = bytearray(packed)
        broken[rng.randrange(len(broken))] ^= 1 << rng.randrange(8)
        flates.append(bytes(broken) + b"\0" * 8)
    flates += [rng.randbytes(40) for _ in range(60)]
    for number, flate in enumerate(flates):
        gz(f"flate-{number}", header(0, flate))


# CONNECT -----------------------------------------------------------------------------------


def proxies():
    lines = ["403 Forbidden", "407 Proxy Authentication Required", "403", "403 ", "403 Forbidden by policy", "403  X "]
    lines += ["201 Created", "302 Found", "100 C", "204 No", "403 N\xff", "200 OK", "199 X"]
    numbered("connect-", "proxy", [f"HTTP/1.1 {line}\r\n\r\n" for line in lines])
    fields = ["Content-Length: 5", "Content-Length: x", "Transfer-Encoding: chunked", "Transfer-Encoding: x", "A", "A: b"]
    numbered("connect-ok-", "proxy", [f"{OK}{field}\r\n\r\n" for field in fields])
    numbered("connect-no-", "proxy", [f"HTTP/1.1 403 No\r\n{field}\r\n\r\nhello" for field in fields])
    numbered("connect-odd-", "proxy", ["SSH-2.0-foo\r\n", "", "HTTP/1.1 40", "HTTP/1.1 403 No\r\nA", "HTTP/x.1 200 OK\r\n\r\n",
                                       "HTTP/1.0 502 Bad Gateway\r\n\r\n", "HTTP/1.1 403 No\n\n", "HTTP/1.1 403 No\r\nA: b"])


# TLS ---------------------------------------------------------------------------------------


def record(kind, body, version=0x303):
    return bytes([kind]) + version.to_bytes(2, "big") + len(body).to_bytes(2, "big") + body


def message(kind, body):
    return bytes([kind]) + len(body).to_bytes(3, "big") + body


def server_hello(version, suite, extensions=b"", tail=b"\x11" * 8, session=b"", compression=0):
    body = version.to_bytes(2, "big") + b"\x11" * 24 + tail + bytes([len(session)]) + session
    body += suite.to_bytes(2, "big") + bytes([compression]) + len(extensions).to_bytes(2, "big") + extensions
    return record(22, message(2, body))


def tls_servers():
    for code in range(256):
        add(f"alert-{code}", "raw", record(21, bytes([2, code])))
    for code in (0, 90, 112):
        add(f"warning-{code}", "raw", record(21, bytes([1, code])))
    for count in (16, 17, 18, 40):
        add(f"warnings-{count}", "raw", record(21, b"\1\x70") * count)
    add("alert-old", "raw", record(21, b"\2\x46", 0x301))
    numbered("alert-bad-", "raw", [record(21, b"\3\x28"), record(21, b"\2"), record(21, b""), record(21, b"\2\x28\2\x28")])
    plain = ["HTTP/1.1 400 Bad\r\n\r\n", "HTTP/1.0 400 Bad\r\n\r\n", "HTTP/", "HTT", "http/1.1 x\r\n", "SSH-2.0-foo\r\n", "<html>", "\0" * 50]
    plain += ["\x16", "\x16\3\3\0\x10", "\x16\3\3\0\x10abc", "\x15\3\3", "", "220 mail ESMTP\r\n", "\x80\x2e\1\0\2"]
    numbered("plain-", "raw", plain)
    numbered("record-", "raw", [record(23, b"hello"), record(20, b"\1"), record(25, b"\1"), record(22, b"\1", 0x1603), record(22, b"\1", 0x1000),
                                record(22, b"\1", 0xFFF), b"\x16\3\3\xff\xff" + b"x" * 100, b"\x16\3\3\x48\1" + b"x" * 0x4801, record(22, b"")])
    for version in (0x200, 0x300, 0x301, 0x302, 0x303, 0x304, 0x305):
        add(f"version-{version:x}", "raw", server_hello(version, 0xC02F))
    for suite in (0x0005, 0x009C, 0xC027, 0x1234, 0x1301, 0xC013, 0xC009):
        add(f"suite-{suite:x}", "raw", server_hello(0x303, suite))
    choose = lambda version: b"\0\x2b\0\2" + version.to_bytes(2, "big")
    for version in (0x303, 0x304, 0x305):
        for suite in (0x1301, 0x1304, 0xC02F):
            add(f"chosen-{version:x}-{suite:x}", "raw", server_hello(0x303, suite, choose(version)))
    for tail in (b"DOWNGRD\0", b"DOWNGRD\1", b"DOWNGRD\2"):
        add(f"downgrade-{tail[-1]}", "raw", server_hello(0x303, 0xC02F, tail=tail))
    add("downgrade-suite", "raw", server_hello(0x303, 5, tail=b"DOWNGRD\1"))
    add("compression", "raw", server_hello(0x303, 0xC02F, compression=1))
    add("compression-suite", "raw", server_hello(0x303, 5, compression=1))
    add("hello-part", "raw", server_hello(0x303, 0xC02F)[:20])
    numbered("message-", "raw", [record(22, message(0, b"")), record(22, message(2, b"abc")), record(22, message(99, b"abc")),
                                 record(22, message(10, b"")), record(22, b"\2\xff\xff\xff" + b"x" * 1000)])
    sized = server_hello(0x303, 0xC02F)
    numbered("then-", "raw", [sized + record(21, b"\2\x28"), sized + record(21, b"\2\x50"), sized + b"\x16\3\3\0", sized + record(21, b"\2\0")])


# HTTP/2 ------------------------------------------------------------------------------------


def frame(kind, flags, stream, body=b""):
    return len(body).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + body


def goaway(last, code, debug=b"dbg"):
    return frame(7, 0, 0, last.to_bytes(4, "big") + code.to_bytes(4, "big") + debug)


def literal(name, value):
    return b"\0" + bytes([len(name)]) + name + bytes([len(value)]) + value


def http2():
    settings, ok = frame(4, 0, 0), frame(1, 4, 1, b"\x88")
    add("h2-ok", "h2", settings + ok + frame(0, 1, 1, b"hello"), "cut")
    add("h2-end", "h2", "", "cut")
    add("h2-settings-end", "h2", settings, "cut")
    add("h2-http1", "h2", "HTTP/1.1 400 Bad\r\n\r\n", "cut")
    for code in (0, 1, 2, 3, 8, 9, 11, 13, 14, 99):
        add(f"h2-reset-{code}", "h2", settings + frame(3, 0, 1, code.to_bytes(4, "big")), "cut")
        add(f"h2-body-reset-{code}", "h2", settings + ok + frame(0, 0, 1, b"hel") + frame(3, 0, 1, code.to_bytes(4, "big")), "cut")
    for code in (1, 2, 7, 11):
        add(f"h2-goaway-{code}", "h2", settings + goaway(0, code), "cut")
    for code in (0, 1, 2):
        add(f"h2-goaway-seen-{code}", "h2", settings + goaway(1, code), "cut")
        add(f"h2-body-goaway-{code}", "h2", settings + ok + frame(0, 0, 1, b"hel") + goaway(1, code), "cut")
    for code in (206, 226, 500, 503, 599):
        add(f"h2-status-{code}", "h2", settings + frame(1, 5, 1, literal(b":status", b"%d" % code)), "cut")
    add("h2-high", "h2", settings + frame(1, 4, 1, b"\x88" + literal(b"foo", b"b\xffr")) + frame(0, 1, 1, b"hello"), "cut")
    add("h2-interim", "h2", settings + frame(1, 4, 1, literal(b":status", b"103")) + ok + frame(0, 1, 1, b"hello"), "cut")
    add("h2-body-end", "h2", settings + ok + frame(0, 0, 1, b"hel"), "cut")
    add("h2-length-short", "h2", settings + frame(1, 4, 1, b"\x88" + literal(b"content-length", b"100")) + frame(0, 1, 1, b"abc"), "cut")
    add("h2-empty", "h2", settings + frame(1, 5, 1, b"\x88"), "cut")
    add("h2-trailers", "h2", settings + ok + frame(0, 0, 1, b"hello") + frame(1, 5, 1, literal(b"foo", b"bar")), "cut")
    add("h2-unknown-frame", "h2", settings + frame(77, 0, 0, b"abc") + ok + frame(0, 1, 1, b"hello"), "cut")
    packed = pack(b"hello")
    add("h2-gzip", "h2", settings + frame(1, 4, 1, b"\x88" + literal(b"content-encoding", b"gzip")) + frame(0, 1, 1, packed), "cut")


# The lab -----------------------------------------------------------------------------------


class Lab:
    def __init__(self, directory):
        self.directory = directory
        self.cases = {case["name"]: case for case in CASES}
        self.certificates()
        self.contexts = {}
        for via in ("tls", "h2"):
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(f"{directory}/leaf.pem", f"{directory}/leaf.key")
            if via == "h2":
                context.set_alpn_protocols(["h2"])
            self.contexts[via] = context
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        threading.Thread(target=self.accept, daemon=True).start()

    def certificates(self):
        def run(*arguments):
            subprocess.run(("openssl",) + arguments, cwd=self.directory, check=True, capture_output=True)

        key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
        run("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "30", "-subj", "/CN=lab")
        run("req", *key, "-keyout", "leaf.key", "-out", "leaf.csr", "-subj", "/CN=leaf")
        with open(f"{self.directory}/extensions", "w") as file:
            file.write("subjectAltName=DNS:*.test\n")
        run("x509", "-req", "-in", "leaf.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-out", "leaf.pem", "-days", "30", "-extfile", "extensions")

    def accept(self):
        while True:
            connection, _ = self.listener.accept()
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        try:
            head = self.read_head(connection)
            case = self.cases[head.split()[1].split(b".")[0].decode()]
            if case["via"] != "proxy":
                connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            if case["via"] == "raw":
                connection.recv(65536)
            elif case["via"] in self.contexts:
                connection = self.contexts[case["via"]].wrap_socket(connection, server_side=True)
                (self.read_headers_frame if case["via"] == "h2" else self.read_head)(connection)
            self.play(connection, case)
        except OSError:
            pass
        finally:
            connection.close()

    @staticmethod
    def read_head(connection):
        head = b""
        while b"\r\n\r\n" not in head:
            data = connection.recv(65536)
            if not data:
                break
            head += data
        return head

    @staticmethod
    def read_headers_frame(connection):
        data = b""
        while True:
            more = connection.recv(65536)
            data += more
            rest = data[24:]
            while len(rest) >= 9 and len(rest) >= 9 + int.from_bytes(rest[:3], "big"):
                if rest[3] == 1:
                    return
                rest = rest[9 + int.from_bytes(rest[:3], "big"):]
            if not more:
                return

    @staticmethod
    def play(connection, case):
        data = case["send"] + "".join(text * count for text, count in case.get("pad", ()))
        try:
            connection.sendall(data.encode("latin-1"))
            if case["end"] == "close" and isinstance(connection, ssl.SSLSocket):
                connection.settimeout(5)
                connection.unwrap()
        except OSError:
            pass
        try:
            connection.shutdown(socket.SHUT_WR)
            connection.settimeout(5)
            while connection.recv(65536):
                pass
        except (OSError, ValueError):
            pass

    def environment(self):
        proxy = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        own = {"HTTPS_PROXY": proxy, "SSL_CERT_FILE": f"{self.directory}/ca.pem", "SSL_CERT_DIR": "/nonexistent"}
        return os.environ | own | {"GOENV": "off", "GOAUTH": "off", "NO_PROXY": ""}


def outcome(host, answer):
    if "root" in answer:
        return {"ok": True}
    text = answer["err"].removeprefix(f'unrecognized import path "{host}": ')
    text = re.sub(r"127\.0\.0\.1:\d+->127\.0\.0\.1:\d+", "127.0.0.1:X->127.0.0.1:PORT", text)
    for kind, pattern in (("failure", r'https fetch: Get "[^"]*": '), ("status", r"reading \S+: "), ("body", r"parsing \S+: ")):
        found = re.match(pattern, text)
        if found:
            rest = text[found.end():]
            return {"xml": True} if rest.startswith("XML syntax error") else {kind: rest}
    return {"ok": True} if "no go-import meta tags ()" in text else {"other": text}


def ask(oracle, environment, cases):
    """The outcomes; a case that an older release waits for without an end is found by halves."""
    try:
        return ask_at_once(oracle, environment, cases, 10 + 2 * len(cases))
    except subprocess.TimeoutExpired:
        half = len(cases) // 2
        if not half:
            return [{"hangs": True}]
        return ask(oracle, environment, cases[:half]) + ask(oracle, environment, cases[half:])


def ask_at_once(oracle, environment, cases, seconds):
    names = [f"{case['name']}.test" for case in cases]
    questions = "".join(json.dumps({"op": "discover", "path": name}) + "\n" for name in names)
    answers = subprocess.run([oracle], input=questions, env=environment, capture_output=True, text=True, timeout=seconds, check=True)
    return [outcome(name, json.loads(line)) for name, line in zip(names, answers.stdout.splitlines(), strict=True)]


def main(oracle):
    for make in (heads, framing, chunks, random_heads, gzips, proxies, tls_servers, http2):
        make()
    with tempfile.TemporaryDirectory() as directory:
        environment = Lab(directory).environment()
        groups = [CASES[start:start + 25] for start in range(0, len(CASES), 25)]
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            for group, answers in zip(groups, pool.map(lambda cases: ask(oracle, environment, cases), groups), strict=True):
                for case, go in zip(group, answers, strict=True):
                    print(json.dumps(case | {"go": go}, ensure_ascii=True))


if __name__ == "__main__":
    main(sys.argv[1])
