#!/usr/bin/env python3
"""Asks real releases about go.mod, go.work, go.sum files and versions, and writes their answers to mod.jsonl.

usage: make_mod.py RELEASE=ORACLE …             e.g. make_mod.py 1.21.13=./old 1.27.3=./new; the last is the reference
       make_mod.py --print SEED COUNT           prints COUNT random questions instead, for a comparison at large

ORACLE is testdata/oracle/mod, built by testdata/oracle/build.sh with that release. Nothing leaves the machine.
Of the random questions those are kept whose answers have a shape that was not seen often yet.
"""
import base64
import collections
import json
import os
import random
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ENOUGH = 2
LEAST = 40
rng = random.Random(7)

# Whole files that are right, or nearly; everything else is made of them.

MODS = [
    """module corp.test/m

go 1.21

toolchain go1.21.3

require (
	corp.test/a v1.2.3
	corp.test/b v0.0.0-20200102030405-abcdef123456 // indirect
	corp.test/c/v2 v2.0.1 // indirect; for tests
	gopkg.in/yaml.v2 v2.4.0
	corp.test/d v2.0.0+incompatible
)

exclude corp.test/a v1.2.4

replace (
	corp.test/a v1.2.3 => ../a
	corp.test/b => corp.test/fork v1.0.0
)

retract (
	v1.0.0 // wrong
	// Both of them
	// are wrong.
	[v1.1.0, v1.2.0]
)
""",
    """// Deprecated: use corp.test/n
// instead.
//
// More about it.
module "corp.test/m" // behind

go 1.23.0

godebug (
	default=go1.21
	panicnil=1
)
godebug http2client=0
tool corp.test/a/cmd/x
tool (
	corp.test/a/cmd/y
)
ignore ./node_modules
ignore (
	static
	"with blank"
)
require corp.test/a v1.0.0
""",
    """module corp.test/m/v3
// retract all
retract v3.0.0
// the block's own
retract (
	v3.0.1

	v3.0.2 // its own
	// above

	v3.0.3
)
retract [v3.1.0, v3.2.0]
retract [ v3.3.0 , v3.4.0 ] // blanks
exclude (
	corp.test/a v1.0.0
	corp.test/b/v2 v2.0.0
)
""",
    "module corp.test/m\r\n\r\ngo 1.20\r\nrequire corp.test/a v1.0.0 // indirect\r\n",
    "module (\n\tcorp.test/m\n)\n",
    "module corp.test/m\ngo 1.18.x\nrequire corp.test/a master\nretract v1.0\nexclude corp.test/a gone\nreplace corp.test/a => corp.test/b offline\n",
    "retract v1.0.0 // early\nretract [v1.1.0, master]\nmodule corp.test/m\n",
    "module corp.test/m\nfuture (\n\tx y\n)\nfuture x y z\nrequire corp.test/a v1.0.0\n",
    "module corp.test/m\nreplace corp.test/a v1.0.0 => ./x\nreplace corp.test/b => .\nreplace corp.test/c => ..\nreplace corp.test/d => C:\\\\x\n",
]

WORKS = [
    """go 1.21

toolchain go1.21.3

use (
	./a
	"./b c" // quoted
)
use ../d

replace corp.test/a v1.2.3 => ../a
replace (
	corp.test/b => corp.test/fork v1.0.0
)
godebug default=go1.21
godebug (
	panicnil=1
)
""",
    "go 1.18\n\nuse .\n",
    "use (\n\t.\n\t./x\n)\nrequire corp.test/a v1.0.0\nmodule x\n",
]

SUMS = [
    """corp.test/a v1.0.0 h1:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa=
corp.test/a v1.0.0/go.mod h1:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb=
corp.test/b v1.0.0 h2:ccccccccccccccccccccccccccccccccccccccccccc=
corp.test/b v1.0.0 h1:ccccccccccccccccccccccccccccccccccccccccccc=
corp.test/c v1.0.0/go.mod h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=

corp.test/d\tv1.0.0   h1:ddddddddddddddddddddddddddddddddddddddddddd=\r
""",
]

WORDS = r"""
module go toolchain require exclude replace retract godebug tool ignore use future ( ) [ ] { } , => // /* */ // indirect
v1 v1.2 v1.2.3 v2.0.0 v2.0.0+incompatible v1.2.3+meta v0.0.0-20200102030405-abcdef123456 master gone offline v1.2.3-pre latest ""
corp.test/a corp.test/v2 corp.test/v1 corp.test/a/v3 gopkg.in/yaml gopkg.in/yaml.v2 gopkg.in/yaml.v1 "corp.test/a" `corp.test/a` 'x' x"y x'y
"a\tb" "a\x4" "a\xff" "\u00e9" "\ud800" "a" "a b" "a\ ./x ../x /x . .. .x C:\x .\x a@v1.0.0 ./a@b ./a\b key=value key= =value key a=b,c a="b"
1.21 1.21.3 1.21rc1 1.21.0rc1 1.18.x v1.18 1 1.01 1.2.03 v1.20.x 1.99 foo go1.21 go1.21.3 go1 default local go2 go1x go1.21-custom
é 世界 ~ ! @ # $ % ^ & * + = | ; : < > ? / \ - _ .
""".split() + ["// Deprecated: gone", "//", "// indirect; more", "// indirect more", "//indirect", "// a // b", "( )", "()", "(\n", "\n)", ") x", "\n", "\n\n", "\n\t", "\r\n",
               "\t", " ", "\n// Deprecated: all of it\n", "\n//\n", "\n// one\n// two\n"]

RAW = [b"\x00", b"\x01", b"\x0b", b"\x0c", b"\x7f", b"\xff", b"\xc3", b"\xe2\x82", b"\xc2\xa0", b"\xc2\x85", b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"\r", b"\\",
       b'"', b"`", b"'", b"(", b")", b"[", b"]", b"{", b",", b"/", b"//", b"/*", b"\n", b" ", b"\t", "é".encode(), "\u200b".encode(), "\ua7dc".encode(), "😀".encode(), b"\\\n", b'"\\\n"']


def words(text):
    """The text in words, blanks and line ends."""
    return re.findall(r"\n|[ \t\r]+|[^ \t\r\n]+", text)


def spoil_words(text):
    parts = words(text) or [""]
    at = rng.randrange(len(parts))
    word = rng.choice(WORDS)
    rng.choice([
        lambda: parts.insert(at, word),
        lambda: parts.insert(at, " " + word + " "),
        lambda: parts.__setitem__(at, word),
        lambda: parts.__delitem__(at),
        lambda: parts.insert(at, parts[at]),
        lambda: parts.insert(at, " " + parts[rng.randrange(len(parts))] + " "),
        lambda: parts.__setitem__(at, parts[at].upper()),
        lambda: parts.__setitem__(at, '"' + parts[at] + '"'),
        lambda: parts.__setitem__(slice(at, None), [parts[at]]),
    ])()
    return "".join(parts)


def spoil_lines(text):
    lines = text.splitlines(keepends=True) or [""]
    at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    rng.choice([
        lambda: lines.insert(at, lines[other]),
        lambda: lines.__delitem__(at),
        lambda: lines.insert(at, " ".join(rng.choices(WORDS, k=rng.randrange(1, 5))) + "\n"),
        lambda: lines.insert(at, rng.choice(WORDS) + lines[other].lstrip()),
        lambda: lines.__setitem__(at, lines[at].strip() + " " + rng.choice(WORDS) + "\n"),
        lambda: lines.insert(at, "\n"),
    ])()
    return "".join(lines)


def spoil_bytes(data):
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(RAW) + data[at + rng.randrange(3):]


def spoilt(texts):
    text = rng.choice(texts)
    for _ in range(rng.choice([0, 1, 1, 1, 2, 2, 3, 6])):
        text = rng.choice([spoil_words, spoil_words, spoil_lines])(text)
    data = text.encode()
    for _ in range(rng.choice([0, 0, 0, 1, 1, 2])):
        data = spoil_bytes(data)
    return data


def with_data(request, data):
    """The bytes as text where they are one, for human eyes."""
    try:
        return request | {"text": data.decode()}
    except UnicodeDecodeError:
        return request | {"data": base64.b64encode(data).decode()}


def file_question():
    op = rng.choice(["gomod"] * 7 + ["gowork"] * 2 + ["gosum"])
    if op == "gosum":
        return with_data({"op": op} | ({"tidy": True} if rng.random() < 0.3 else {}), spoilt(SUMS))
    request = {"op": op}
    if op == "gomod" and rng.random() < 0.5:
        request["lax"] = True
    if rng.random() < 0.3:
        request["fix"] = True
    return with_data(request, spoilt(MODS if op == "gomod" else WORKS))


# Versions.

NUMBERS = ["0", "1", "2", "10", "9", "99", "01", "00", "", "x", "18446744073709551616", "1a"]
NAMES = ["0", "1", "2", "10", "01", "a", "b", "rc1", "rc", "-", "a-b", "A", "", "é", "x_y", "0a", "pre"]


def semantic():
    numbers = ".".join(rng.choices(NUMBERS[:7] if rng.random() < 0.8 else NUMBERS, k=rng.choice([1, 2, 3, 3, 3, 3, 4])))
    names = lambda: ".".join(rng.choices(NAMES, k=rng.choice([1, 1, 2, 3])))
    pre = "-" + names() if rng.random() < 0.4 else ""
    build = "+" + rng.choice(["incompatible", "meta", names()]) if rng.random() < 0.3 else ""
    return rng.choice(["v", "v", "v", "v", "v", "v", "", "V"]) + numbers + pre + build


def pseudo():
    front = rng.choice(["v0.0.0-", "v1.0.0-", "v2.0.0-", "v1.2.3-0.", "v1.2.0-0.", "v1.2.100-0.", "v1.2.10-0.", "v2.0.0-0.", "v1.2.3-pre.0.", "v1.2.3-0.0.", "v1.2.3-a-b.0.",
                        "v1.2.3-", "v1.2.3-pre.", "v1.2-0.", "v01.0.0-", "v0.0.0-pre-", "v0.0.0-00.", "v1.2.3-a0."])
    time = rng.choice(["20200102030405", "20200102030405", "20200230000000", "00010101000000", "20200102250000", "20200102036000", "20200102030460", "20201301000000", "2020010203040",
                       "202001020304055", "00000101000000", "20200229000000", "20210229000000", "99991231235959"])
    revision = rng.choice(["abcdef123456", "000000000000", "abc", "ABC123", "", "a-b", "a.b", "abcdef1234567"])
    return front + time + "-" + revision + rng.choice(["", "", "", "+incompatible", "+meta", "+a.b", "+"])


def revision():
    return rng.choice(["feature/x", "a!b", "!a", "!!", "a!", "v1.0.0-!r!c1", "v1.0.0-RC1", "con", "!con", "a.", ".", "..", "", "é", "a é", "☃", "-x", "a~1", "a:b", "/", "./a", "a/.",
                       "a b", "A", "main", "v1", "a*", "a\\b", "x\x00", "COM1.x", "a\u0301", "ª", "{x}", "[x]"])


def version_question():
    version = lambda: rng.choice([semantic, semantic, pseudo, revision])()
    path = rng.choice(["corp.test/a", "corp.test/a/v2", "corp.test/a/v3", "gopkg.in/yaml.v2", "gopkg.in/yaml.v1", "gopkg.in/yaml.v0", "gopkg.in/yaml.v3-unstable", "gopkg.in/yaml",
                       "corp.test/v1", "A", "corp.test/A", "corp.test/!a", "!a", "corp.test/!", "corp.test/é", "corp.test/a!/b", "corp.test//a", ""])
    older = rng.choice(["", "v1.2.3", "v1.2.9", "v1.2.99", "v1.2", "v1", "v1.2.3-pre", "v2.0.0+incompatible", "v2.0.0-rc+incompatible", "v1.0.0+meta", "none"])
    time = rng.choice(["2020-01-02T03:04:05Z", "2020-01-02T03:04:05+02:30", "0001-01-01T00:00:00Z", "2099-12-31T23:59:59-05:00", "2020-01-02T03:04:05.999Z"])
    return rng.choice([
        lambda: {"op": "semver", "v": version(), "w": version()},
        lambda: {"op": "sort", "list": [semantic() for _ in range(rng.randrange(9))]},
        lambda: {"op": "pseudo", "v": rng.choice([pseudo, pseudo, pseudo, semantic])()},
        lambda: {"op": "pseudo-make", "major": rng.choice(["", "v0", "v1", "v2"]), "older": older, "rev": "abcdef123456", "time": time},
        lambda: {"op": "version", "path": path, "version": version()},
    ])()


# Asking.

def wire(request):
    data = {"data": base64.b64encode(request["text"].encode()).decode()} if "text" in request else {}
    return json.dumps({key: value for key, value in request.items() if key != "text"} | data)


def ask(oracle, requests):
    lines = "".join(wire(request) + "\n" for request in requests)
    done = subprocess.run([oracle], input=lines, env={}, capture_output=True, text=True, check=True)
    answers = [json.loads(line) for line in done.stdout.split("\n") if line]
    assert len(answers) == len(requests), done.stderr
    return answers


def shapes(request, answers):
    """What is alike in answers that differ in names and places alone: a shape for each line of an error, else one."""
    kind = [request["op"], request.get("lax"), request.get("fix"), request.get("tidy")]
    for answer in answers:
        for line in answer.get("err", "").split("\n"):
            texts = [value for key, value in answer.items() if key.endswith("Err")] + [line, sorted(answer)]
            text = re.sub(r'\\".*?\\"|\'.*?\'|directive: .*|type: .*', "X", json.dumps(kind + texts))
            yield re.sub(r"\d+|corp\.test\S*|gopkg\.in\S*", "N", text)


def groups(releases, answers):
    """The answers by release; a release that says what a later one says names that one."""
    said = {}
    for i, (release, answer) in enumerate(zip(releases, answers)):
        later = next((r for r, a in zip(releases[i + 1:], answers[i + 1:]) if a == answer), None)
        said[release] = later or answer
    return said


def main(oracles):
    counts, cases, seen = collections.Counter(), [], set()
    whole = [{"op": "gomod", "text": text} | more for text in MODS for more in ({}, {"lax": True}, {"fix": True})]
    whole += [{"op": "gowork", "text": text} for text in WORKS] + [{"op": "gosum", "text": text} for text in SUMS]
    rounds = [whole] + [[file_question() for _ in range(800)] + [version_question() for _ in range(300)] for _ in range(12)]
    for requests in rounds:
        answers = [ask(path, requests) for path in oracles.values()]
        for request, *said in zip(requests, *answers):
            kinds, key = set(shapes(request, said)), json.dumps(request)
            rare = any(counts[kind] < ENOUGH for kind in kinds) or counts[request["op"]] < LEAST
            if key not in seen and (requests is whole or rare):
                seen.add(key)
                counts.update(kinds | {request["op"]})
                cases.append(request | {"go": groups(list(oracles), said)})
    with open(os.path.join(HERE, "mod.jsonl"), "w") as out:
        out.writelines(json.dumps(case, ensure_ascii=True) + "\n" for case in cases)
    print(len(cases), "questions", file=sys.stderr)


if sys.argv[1] == "--print":
    rng.seed(int(sys.argv[2]))
    for _ in range(int(sys.argv[3])):
        print(json.dumps(file_question() if rng.random() < 0.8 else version_question()))
else:
    main(dict(argument.split("=", 1) for argument in sys.argv[1:]))
