"""Writes http_proxy.jsonl: which proxy go takes for a URL, environment by environment.

Usage: python3 make_http_proxy.py GO    (GO: the go command whose answers are wanted)
"""
import json
import os
import pathlib
import subprocess
import sys

import gotool

URLS = [
    "https://example.com/", "http://example.com/", "https://www.example.com:8443/x", "https://notexample.com", "https://example.com.", "http://EXAMPLE.com:443/",
    "https://localhost:1/", "http://LOCALHOST/", "https://localhost./", "https://foo.localhost", "https://127.0.0.1/", "https://127.8.9.1:1/", "https://[::1]/", "https://[::ffff:127.0.0.1]/",
    "https://10.1.2.3/", "https://10.0.0.1:8443/", "http://[fd00::1]:443/", "https://[::ffff:10.0.0.1]/", "https://[fe80::1%25en0]/", "https://[::1%25en0]/", "https://b\u00fccher.example/", "https://xn--bcher-kva.example/",
    "ftp://example.com/", "git://h/x", "https:///x", "https://h]/", "https://u:p@git.corp.test/x", "http://corp.test:80/", "https://a.com/",
]

PROXIES = """
px px:3128 http://px http://px:3128 https://px socks5://px socks5h://px:9 ftp://px ftp://px:21 http://u:p@px u:p@px http://u:p%40x@px:1 http://u@px http://u:@px http://u:p%zz@px http://u:p@ss#1@px:3128
"http://px:3128" http://px:abc http:h ://x : / // http:// http:///x http://[bad http://[::1]:3128 [::1]:3128 ::1 px/path?q HTTP://PX socks4://px 1.2.3.4:80 a:b:c x://
""".split() + [" http://px:3128", "http://px:3128 ", "http://px :1"]

EXCEPTIONS = """
* example.com .example.com *.example.com com .com example.com:443 example.com:8443 example.com. EXAMPLE.COM 10.0.0.0/8 fd00::/8 10.0.0.1 fd00::1 10.0.0.1:8443 10.0.0.1:443 [fd00::1]:443 [fd00::1] b\u00fccher.example xn--bcher-kva.example
.b\u00fccher.example foo*.com exam* 10.* 10.0.0. 10.0.0.0/8:443 :443 https://example.com example.com/ "example.com" <local> corp.test,example.com corp.test,,*,x a;b ::ffff:10.0.0.0/104 ::ffff:0.0.0.0/90 ::/0 0.0.0.0/0 10.0.0.1/33 10.0.0.1/+8
10.0.0.1/08 10.0.0.1/ ..example.com *..com *. . *.*.com h ::ffff:10.0.0.1 fe80::1 fe80::1%en0 ::1%en0 [::ffff:10.0.0.1]:443 example.com:https example.com:: a]:1 localhost 127.0.0.1
""".split() + [" example.com , corp.test ", "a b", "\texample.com", "* "]


def environments():
    yield {}
    for value in PROXIES:
        yield {"HTTPS_PROXY": value, "http_proxy": value}
    for value in EXCEPTIONS:
        yield {"HTTPS_PROXY": "http://px:3128", "HTTP_PROXY": "http://py:3128", "NO_PROXY": value}
    px, py, pz = "http://px:1", "http://py:1", "http://pz:1"
    yield {"HTTPS_PROXY": px, "https_proxy": py}
    yield {"HTTPS_PROXY": "", "https_proxy": py}
    yield {"HTTP_PROXY": px}
    yield {"ALL_PROXY": px, "all_proxy": py}
    yield {"HTTP_PROXY": px, "HTTPS_PROXY": py, "REQUEST_METHOD": "GET"}
    yield {"http_proxy": px, "REQUEST_METHOD": "GET", "NO_PROXY": "*"}
    yield {"http_proxy": " x", "REQUEST_METHOD": "GET"}
    yield {"http_proxy": px, "REQUEST_METHOD": ""}
    yield {"HTTPS_PROXY": px, "NO_PROXY": "", "no_proxy": "example.com"}
    yield {"HTTPS_PROXY": px, "NO_PROXY": "corp.test", "no_proxy": "example.com"}
    yield {"HTTPS_PROXY": px, "http_proxy": pz, "NO_PROXY": "a.com"}


def ask(program, environment):
    lines = "".join(json.dumps(url) + "\n" for url in URLS)
    done = subprocess.run([program], input=lines, env={"PATH": os.environ["PATH"]} | environment, capture_output=True, text=True, check=True)
    answers = {}
    for line in done.stdout.splitlines():
        answers |= json.loads(line)
    return {"environment": environment, "answers": answers}


def main():
    program = gotool.build(sys.argv[1], "make_http_proxy.go")
    lines = "".join(json.dumps(ask(program, environment), ensure_ascii=False) + "\n" for environment in environments())
    pathlib.Path(__file__).with_name("http_proxy.jsonl").write_text(lines)


main()
