#!/usr/bin/env python3
"""Makes release-cases.jsonl.gz: queries for releases of go itself, go@V and toolchain@V, and what real go commands make of them.

  make_releases_of_go.py OUT.jsonl
  PLAYER record --go 1.27.3=PATH --go 1.26.6=PATH ... --runs 1 OUT.jsonl release-cases.jsonl.gz

PLAYER is the player of recorded module cases (modplay.py), which serves them on loopback and records.
"""
import json
import sys

BASE = "/golang.org/toolchain/@v/"
HELD = [
    "go1.20.0.linux-amd64", "go1.21.0.linux-amd64", "go1.21.5.linux-amd64", "go1.21.5.darwin-arm64", "go1.22.0.linux-amd64",
    "go1.22rc1.linux-amd64", "go1.98.0.linux-amd64", "go1.98.1.linux-amd64", "go1.99rc1.linux-amd64", "go1.97.2.windows-arm64",
    "gox.linux-amd64",
]
QUERIES = [
    "latest", "upgrade", "1.21", "1.21.5", "1.21.0", "1.20", "1.20.0", "1.22", "1.22rc1", "1.98", "1.98.1", "1.98.7", "1.99",
    "1.99rc1", "bogus", "v1.21", "v1.0.0", "go1.21.5", "<1.98", ">=1.22", "<=1.21.5", ">1.98", ">1.99", "<bogus", "<=1.98", "local",
    "none", "main", "1.21.5-foo", "1.77.7", "1.2", "1.19.3", "", "go1.98", "go1.98.1", "<go1.98", "default", "path", "go1.22rc1",
    "go1.21.5-custom",
]


def proxy(held):
    answers = {BASE + "list": {"body": "".join("v0.0.1-%s\n" % name for name in held) + "v1.0.0\n"}}
    for name in held:
        version = "v0.0.1-" + name
        answers[BASE + version + ".info"] = {"body": json.dumps({"Version": version, "Time": "2023-01-17T00:30:00Z"})}
    return [{"kind": "proxy", "answers": answers}]


cases = []


def case(name, command, servers, env=None):
    command = command.split(" ")
    cases.append({"name": name + ": " + " ".join(command), "what": "", "servers": servers, "env": env or {"GOPROXY": "$PROXY0"},
                  "commands": [command]})


for module in ("go", "toolchain"):
    case("releases", "get " + module, proxy(HELD))
    case("releases", "list -m -versions " + module, proxy(HELD))
    for query in QUERIES:
        argument = module + "@" + query
        case("releases", "get " + argument, proxy(HELD))
        case("releases", "list -m -json " + argument, proxy(HELD))
    for query in ("latest", "1.98.7", "bogus", "1.21.5", "1.99"):
        case("releases", "mod download -json %s@%s" % (module, query), proxy(HELD))
        case("releases", "list -m -versions %s@%s" % (module, query), proxy(HELD))
    for query in ("latest", "1.98", "1.98.1", "1.21.5"):
        for command in ("get", "list -m -json", "mod download -json"):
            argument = "%s %s@%s" % (command, module, query)
            case("404", argument, [{"kind": "proxy", "answers": {}}])
            case("500", argument, [{"kind": "proxy", "answers": {}, "default": {"status": 500}}])
            case("empty", argument, proxy([]))
            case("off", argument, [], {"GOPROXY": "off"})
            case("two", argument, [{"kind": "proxy", "answers": {}}] + proxy(HELD), {"GOPROXY": "$PROXY0,$PROXY1"})

with open(sys.argv[1], "w") as out:
    for it in cases:
        out.write(json.dumps(it) + "\n")
print(len(cases))
