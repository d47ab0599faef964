#!/usr/bin/env python3
"""Prints files of builds, most of them malformed: mutations of real ones, a JSON object a line.

    make_files.py --print SEED COUNT

Each has `kind` (mod, work or sum), and `files`, by name with their text.
"""

import json
import pathlib
import random
import sys

GOMOD = pathlib.Path(__file__).parent.parent / "gomod"

FULL = """module example.test/full/v2 // Deprecated: use v3

go 1.21.0

toolchain go1.21.3

require (
\ta.test/b v1.2.3
\ta.test/c/v2 v2.0.1 // indirect
\tgopkg.in/yaml.v3 v3.0.1
\tx.test/y v0.0.0-20210101000000-0123456789ab
)

require a.test/old v2.0.0+incompatible

exclude a.test/b v1.2.2

replace (
\ta.test/b v1.2.3 => ./b
\tx.test/y => x.test/fork v1.0.0
)

retract (
\tv2.0.1 // broken
\t[v2.1.0, v2.2.0]
)
"""

WORK = """go 1.21

toolchain go1.21.1

use (
\t./a
\t./b
)

replace x.test/y => x.test/fork v1.0.0
"""

USED = "module example.test/{0}\n\ngo 1.20\n\nrequire x.test/y v1.1.0\n"

SUM = "".join(
    f"a.test/m{n} v1.{n}.0{part} h1:{'ABCDEFGHIJ'[n] * 42}A=\n" for n in range(6) for part in ("", "/go.mod")
)

VERSIONS = (
    "v9.9.9 v2.0.0 v1.2 v1 1.2.3 v1.2.3.4 v01.2.3 v1.0.0+incompatible v2.0.0+incompatible v3.1.0-rc.1 v0.0.0 v1.2.3-gopkgin-v1"
    " v0.0.0-20210101000000-0123456789 v2.0.0-20210101000000-0123456789ab vx \"v1.0.0\" `v1.0.0` v1.0.0+meta"
).split()
PATHS = (
    "gopkg.in/yaml gopkg.in/yaml.v0 git@github.com:a/b host.test:8080/x a.test/c/v1 a.test/c/v0 a.test//c a.test/c/ /a.test "
    "https://a.test/c a.test/c@v1.0.0 ./c ../c c a.test/C \"a.test/c\" 'a.test/c' a.test/c.git a.test/v2 gopkg.in/x.v2-unstable"
).split()
LINES = [
    "unknown a.test/b v1.0.0", "requires a.test/b v1.0.0", "go 1.99", "go 1.20", "go 1", "go v1.21", "go 1.21.x", "go 1.21 // why", "go",
    "toolchain go1.21.3", "toolchain go1", "toolchain default", "toolchain local", "toolchain 1.21", "toolchain go1.99.1",
    "godebug panicnil=1", "godebug nothing=1", "godebug default=go1.20", "godebug default=1.20", "godebug x", "godebug (\n\tpanicnil=1\n)",
    "godebug tls10server=1", "godebug x509sha1=1", "tool a.test/b/cmd", "tool a b", "tool (\n\ta.test/b\n)", "ignore ./x", "ignore x y",
    "retract v2.0.0", "retract [v2.1.0, v2.0.0]", "retract [v2.0.0,", "retract v1.0.0", "retract [v2.0.0, v2.1.0] x", "retract (\n\tv2.0.0\n)",
    "replace a.test/b => ../b v1.0.0", "replace a.test/b => c", "replace a.test/b v1.0.0 => c.test/d", "replace a.test/b => c.test/d@v1.0.0",
    "replace a.test/b => C:\\b", "replace a.test/b v2.0.0 => ./b", "replace a.test/b = > ./b", "replace a.test/b v1.2.3 => ./other",
    "exclude a.test/b", "exclude a.test/b v2.0.0", "exclude a.test/b v1.0.0 v1.1.0", "require a.test/b", "require a.test/b v1.0.0 // indirect; x",
    "require (", ")", "require ( a.test/b v1.0.0", "require (\n\ta.test/b v1.0.0)", "(\n)", "require (\n)\n)", "module x.test/y", "module", "module a b",
    "module (\n\tx.test/y\n)", "use ./a", "use ./gone", "use ./a ./b", "use", "use (\n\t./b\n)", "// comment", "/* comment */", "\"quoted\" a b",
    "'", "\"", "`", "=>", ",", "[v1.0.0]", "\u00e9 a b", "require \u00e9.test/b v1.0.0", "\u200b", "require a.test/b\u00a0v1.0.0", "a b c d", "<<<<<<< HEAD",
    "=======", ">>>>>>> theirs",
]
CHARS = list("\"'`()[]{}/*,=>\\@:;#$%&+ \t\r\n.-v019aZ\u00e9\u200b\ufeff")


def mutate(chance, text):
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    match chance.randrange(10):
        case 0 | 1:
            lines.insert(at, chance.choice(LINES))
        case 2:
            del lines[at]
        case 3:
            lines.insert(at, lines[chance.randrange(len(lines))])
        case 4 | 5:
            words = [(number, word) for number, line in enumerate(lines) for word in line.split() if word[:1] == "v" and word[1:2].isdigit()]
            if words:
                number, word = chance.choice(words)
                lines[number] = lines[number].replace(word, chance.choice(VERSIONS), 1)
        case 6:
            words = [(number, word) for number, line in enumerate(lines) for word in line.split() if "." in word and "/" in word]
            if words:
                number, word = chance.choice(words)
                lines[number] = lines[number].replace(word, chance.choice(PATHS), 1)
        case 7:
            place = chance.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:place] + chance.choice(CHARS) + lines[at][place:]
        case 8:
            place = chance.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:place] + lines[at][place + 1 :]
        case 9:
            text = "\n".join(lines)
            return text[: chance.randrange(len(text) + 1)] if chance.random() < 0.3 else text.replace("\n", "\r\n")
    return "\n".join(lines)


def main(seed, count):
    chance = random.Random(seed)
    real = [file.read_text() for file in sorted(GOMOD.glob("*.mod"))]
    for _ in range(count):
        kind = chance.choices(["mod", "work", "sum"], [7, 4, 1])[0]
        if kind == "mod":
            name, text = "go.mod", chance.choice([FULL, FULL, *real])
        elif kind == "work":
            name, text = "go.work", WORK
        else:
            name, text = "go.sum", SUM
        for _ in range(chance.randrange(1, 4)):
            text = mutate(chance, text)
        files = {name: text}
        if kind == "mod":
            files["b/go.mod"] = "module a.test/b\n"
        if kind == "work":
            for module in ("a", "b"):
                files[f"{module}/go.mod"] = USED.format(module)
            if chance.random() < 0.4:
                files["b/go.mod"] = mutate(chance, files["b/go.mod"])
        print(json.dumps({"kind": kind, "files": files}))


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] != "--print":
        sys.exit(__doc__)
    main(int(sys.argv[2]), int(sys.argv[3]))
