#!/usr/bin/env python3
"""Writes select.jsonl: which go-import tag go takes for a path, and what it thinks of the repo root.

usage: make_select.py ORACLE

Each line is {"tags": contents in the order of the page, "path", "ignoreMod", "answer": the
oracle's}. An answer has "imports" in go's order, and "match" or "matchErr"; where the tag was
found but its repo root is refused, "matchErr" is the reason.
"""
import base64
import json
import pathlib
import random
import subprocess
import sys

PATHS = ["h.test/p", "h.test/p", "h.test/p/q", "h.test/p/q/r", "h.test", "h.test/pq", "H.test/p", "h.test/p/v2", "x.test/é"]
PREFIXES = ["h.test/p", "h.test/p", "h.test/p", "h.test/p", "h.test/p/", "h.test/p/q", "h.test", "h.test/", "h.test/P", "h.test/p/q/", "x.test/é",
            "x.test", "https://h.test/p", "h.test/pq", "h.test/p//", "h", "/", "h.test/p/v2", "h.test:443/p"]
SYSTEMS = ["git", "git", "git", "mod", "mod", "hg", "svn", "fossil", "bzr", "Git", "MOD", "cvs"]
ROOTS = [
    "https://g.test/p", "https://g.test/q", "http://g.test/p", "git://g.test/p", "ssh://git@g.test/p", "g.test/p",
    "git@g.test:p", "file:///p", "FILE:///p", "File://h/p", "file:p", "mailto:x", "ext::sh", "https:", "https://",
    "://g.test", ":", "https://g.test:bad/p", "https://g.test:/p", "https://g.test:99999/p", "https://[::1/p",
    "https://[::1]/p", "https://[::1]x/p", "https://g.test/%zz", "https://g.test/%4", "https://%41.test/p",
    "https://g.te%20st/p", "https://u:p@g.test/p", "https://u:p w@g.test", "https://a^b@g.test/", "1https://g.test",
    "ht tps://g.test", "h_t://g.test", "+x://g.test", "h+t.p-s://g.test", "/p", "//g.test/p", "p:q/r", "p/q:r", "./p:q",
    "?x:y", "#x:y", "https://g.test/p?a=%zz", "https://g.test/p#%zz", "https://g.test\\p", "https://é.test/é", "é:x",
    "https://g.test/\u007f", "https://g.test/\u0085x", "C:\\p", "https://g.test/a|b", "https://[fe80::1%25en0]/",
    "https://[fe80::1%en0]/", "https://h.test:80:80/", "https://::1/", "https://g.test/%", "HTTPS://g.test/p", "*",
]
SUBDIRS = ["", "", "", "sub", "a/b", "/sub", "-x", ".", "..", "sub/"]


def content(choose, prefix=None, root=None):
    fields = [prefix or choose(PREFIXES), choose(SYSTEMS), root or choose(ROOTS[:5]), choose(SUBDIRS)]
    return " ".join(filter(None, fields))


def questions():
    choose = random.Random(7).choice
    for root in ROOTS:
        for prefix in ["h.test/p", "h.test"]:
            yield {"tags": [content(choose, prefix, root)], "path": "h.test/p", "ignoreMod": False}
    for number in range(520):
        tags = [content(choose) for _ in range(choose([0, 1, 1, 2, 2, 2, 3, 4]))]
        yield {"tags": tags, "path": choose(PATHS), "ignoreMod": number % 5 == 0}


def page(tags):
    return "".join(f'<meta name="go-import" content="{tag}">' for tag in tags).encode()


def main():
    asked = list(questions())
    lines = [
        {"op": "meta", "page": base64.b64encode(page(q["tags"])).decode(), "path": q["path"], "ignoreMod": q["ignoreMod"]}
        for q in asked
    ]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    run = subprocess.run([sys.argv[1], "-j", "2"], input=text, capture_output=True, text=True, check=True)
    answers = [json.loads(line) for line in run.stdout.strip().split("\n")]
    with open(pathlib.Path(__file__).with_name("select.jsonl"), "w", encoding="utf-8") as out:
        for question, answer in zip(asked, answers, strict=True):
            out.write(json.dumps(question | {"answer": answer}, ensure_ascii=False) + "\n")


main()
