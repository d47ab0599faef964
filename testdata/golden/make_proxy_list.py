"""Writes proxy_list.jsonl: what the go command makes of GOPROXY and GONOPROXY.

Usage: python3 make_proxy_list.py ORACLE
"""
import json
import os
import pathlib
import subprocess
import sys

LISTS = """
direct off none noproxy localhost DIRECT Off bogus direct,off off,direct direct|https://a direct,:// off,:// https://a,direct,:// ://,direct
https://a http://a HTTP://A https://a,https://b https://a|https://b https://a,|https://b https://a|,https://b https://a, https://a| |https://a ,,https://a,,direct,,
a.b a.b:80 localhost:8080/x ./rel ../rel a/b a:b a:80 proxy.test,direct proxy.test|direct /abs/path //h/p \\x
ftp://x.test/ ftp://u:p@x.test/ git+ssh://h file:///p file:///p/ file:///p%20q file:/tmp/nope file:p file://localhost/p file://host/p file:///p?x=1 file:///p?
file:///p# file:///p#f file://u:p@/p FILE:///p file:// file: ://x http://[::1 http://[::1]:80/ C:\\proxy https:proxy.test https:/proxy.test/x http:// https:// http//proxy
https://a;https://b "http://a" 'http://a' http://127.0.0.1:99999/ok http://u:pw@host/x u:pw@host u:pw@host.test/x https://u:p%zz@h https://h/ok?x=1 https://h/ok#frag
https://h/ok%2Fx https://h/ok%zz https://a:b https://a,bogus https://a,ftp://b bogus,https://a https://a|off|https://b mailto:x x:y
""".split() + ["", " ", ",", "||", " , | ", " direct", "direct ", "\tdirect\n", "https://a https://b", " https://a , https://b ", "\u00a0https://a\u2003|\u3000direct", "https://a b", "https://a/b c"]


def ask(oracle, goproxy, gonoproxy):
    folder = pathlib.Path(__file__).parent
    # An empty value in the environment is as good as none; in a file of settings it counts.
    settings = folder / "proxy_list.env.tmp"
    settings.write_text("GOPROXY=\n" if goproxy == "" else "")
    env = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "GOENV": str(settings), "GOPROXY": goproxy, "GONOPROXY": gonoproxy}
    try:
        done = subprocess.run([oracle], input='{"op":"settings"}\n', env=env, capture_output=True, text=True, check=True)
    finally:
        settings.unlink()
    answer = json.loads(done.stdout)
    return {"goproxy": goproxy, "gonoproxy": gonoproxy} | {key: answer[key] for key in ("proxies", "proxiesErr") if key in answer}


def main():
    rows = [ask(sys.argv[1], goproxy, gonoproxy) for goproxy in LISTS for gonoproxy in ("", "corp.test")]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    pathlib.Path(__file__).with_name("proxy_list.jsonl").write_text(lines)


main()
