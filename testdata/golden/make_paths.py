#!/usr/bin/env python3
"""Asks the real go command about paths and writes its answers to paths.jsonl.

usage: make_paths.py ORACLE           (the go command stands beside the oracle)
       make_paths.py ORACLE RELEASE   asks another release the same and writes to paths-releases.jsonl
                                      where its answers differ

Nothing leaves the machine: GOPROXY=off or a server on loopback, HTTPS_PROXY names a closed
port, and git, hg and svn are scripts that write down how they were called.
"""
import collections
import http.server
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading

ORACLE = os.path.abspath(sys.argv[1])
RELEASE = sys.argv[2] if len(sys.argv) > 2 else None
GO = os.path.join(os.path.dirname(ORACLE), "go")
HERE = os.path.dirname(os.path.abspath(__file__))
ENOUGH = 32
rng = random.Random(20)


def environment(**more):
    closed = "http://127.0.0.1:1"
    env = {"PATH": BIN, "HOME": f"{TEMP}/home", "GOMODCACHE": f"{TEMP}/cache", "GOENV": "off",
           "GOTOOLCHAIN": "local", "GOFLAGS": "-mod=mod", "GOPROXY": "off", "GOSUMDB": "off",
           "HTTPS_PROXY": closed, "HTTP_PROXY": closed, "TEMP_LOG": f"{TEMP}/log"}
    return env | more


def ask(requests, **env):
    """The oracle's answers and what was written to standard error."""
    lines = "".join(json.dumps(r) + "\n" for r in requests)
    done = subprocess.run([ORACLE], input=lines, env=environment(**env), capture_output=True, text=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(requests), done.stderr
    return answers, done.stderr


def go(*args, **env):
    """What the go command says: its first line, without `go: `, with the folders' names hidden."""
    with open(f"{TEMP}/m/go.mod", "w") as f:
        f.write(f"module m\n\ngo {RELEASE or '1.27'}\n")
    done = subprocess.run([GO, *args], cwd=f"{TEMP}/m", env=environment(**env), capture_output=True)
    first = done.stderr.split(b"\n")[0].decode(errors="backslashreplace")
    return first.removeprefix("go: ").replace(f"{TEMP}/m", "MODULE").replace(TEMP, "PARENT")


# Paths for each rule of §2.2: random ones, until every rule was broken often enough.

def word():
    return rng.choice(["a", "bc", "x-y", "u_v", "Azure", "go2", "r.s", "t~u", "v", "v2", "lib", "k9"])


def host():
    return rng.choice(["a.b", "corp.test", "git.example.com", "127.0.0.1", "gopkg.in", "x--y.z"])


def plain():
    return "/".join([host()] + [word() for _ in range(rng.randrange(4))])


DEVICES = ["CON", "PRN", "AUX", "NUL"] + [d + str(n) for d in ("COM", "LPT") for n in range(10)]


def spoil(path):
    """The path with one thing or two changed that may break a rule."""
    at = rng.randrange(len(path) + 1)
    put = lambda text: path[:at] + text + path[at:]
    device = rng.choice(DEVICES)
    device = rng.choice([device, device.lower(), device.title()]) + rng.choice(["", ".x", "~1", "x"])
    return rng.choice([
        lambda: path,
        lambda: "",
        lambda: "-" + path,
        lambda: put("//"),
        lambda: path + "/",
        lambda: "/" + path,
        lambda: put("/" + rng.choice([".", "..", "...", "....."]) + "/"),
        lambda: put("/."),
        lambda: put("./"),
        lambda: path + ".",
        lambda: put(rng.choice(" +!\"'(:@\\é世\u00a0\u200b\x00\x7f\n\ufffd~_[*?,%=")),
        lambda: path + "/" + device + rng.choice(["", "/z"]),
        lambda: device + "." + path,
        lambda: path + rng.choice(["~1", "~12", "~", "~1.x", "~a1", "~~2", ".x~1", "/~3", "/y~4~"]),
        lambda: path.replace(".", rng.choice(["", "-", "/"])),
        lambda: path.replace("/", ".", 1).replace(".", ""),
        lambda: path.title(),
        lambda: path.replace(".", "_.", 1),
        lambda: path.replace(".", "~b.", 1),
        lambda: path + "/v" + rng.choice(["", "0", "1", "2", "02", "10", "1.2", "2.", ".", "9x"]),
        lambda: "gopkg.in/" + word() + rng.choice(["", ".v", ".v0", ".v1", ".v02", ".v3-unstable", ".v-unstable", ".v0-unstable"]),
    ])()


def rule_of(text):
    return re.sub(r'(char|element) (".*?"|\'.*?\')|: ".*?" dis', r"\1 X", re.sub(r'^(malformed \w+ path) ".*?": (?=[^:]*$)', r"\1: ", text, flags=re.S))


def path_cases():
    if RELEASE:
        cases = recorded("path")
        answers, _ = ask([{"op": "path", "path": case["path"]} for case in cases])
        return [{"op": "path", "path": case["path"]} | answer for case, answer in zip(cases, answers)]
    counts, seen, cases = collections.Counter(), set(), []
    for _ in range(40):
        paths = []
        for _ in range(400):
            path = spoil(plain())
            paths.append(spoil(path) if rng.random() < 0.3 else path)
        requests = [{"op": "path", "path": p} for p in paths]
        for request, answer in zip(requests, ask(requests)[0]):
            rules = [rule_of(answer[kind] or f"{kind} valid") for kind in ("module", "import")]
            if request["path"] in seen or min(counts[r] for r in rules) >= ENOUGH:
                continue
            seen.add(request["path"])
            counts.update(rules)
            cases.append(request | answer)
    return cases


def bytes_cases():
    """Not UTF-8: only the command line can carry such a path."""
    for _ in range(ENOUGH):
        path = plain().encode()
        at = rng.randrange(len(path))
        path = path[:at] + rng.choice([b"\xff", b"\xe2\x82", b"\xc0\xaf", b"\xed\xa0\x80", b"\x80"]) + path[at:]
        if b"@" not in path:
            says = go("list", "-m", "--", path + b"@latest")
            yield {"op": "bytes", "hex": path.hex(), "says": says.split("@latest: ", 1)[1]}


# Arguments of go get and go list -m.

ARGUMENTS = r"""
fmt internal/abi cmd/go net net/ syscall/js fmt@latest fmt@none fmt@v1.0.0 fmt@upgrade fmt@... internal/abi@latest
cmd/vendor/golang.org/x/mod/module vendor/golang.org/x/net/idna golang.org/x/net/idna cmd/vendor/golang.org/x/mod/module@v1
std cmd std/ cmd/ std/. std@latest cmd@latest std@none cmd@none std@upgrade cmd/... std/... cmd/...@latest cmd/...@none
cmd/foo std/foo cmd/foo@latest cmd/foo@none cmd/internal cmd\x fmt/... fmt/...@latest net/h... net/http/... fmt... std... cmd...@v1
work tool all all/ work@latest tool@latest tool@upgrade all@latest all@upgrade all@patch all@none work@none tool@none all... all/x tool/x
... ...@latest ...@upgrade ...@patch ...@none .../... .../...@v1 ...m@v1 m...@v1 ...x@v1 m.../x@v1 .... ....@v1 .../x@none
a.b... a.b...@latest a...b/c a.../c a.../c@latest a... a.b/c... a.b/... a.b/.../d a.b/...@none a.b//... a.b/c/../... go/...
./x ./x@latest ./x@none ./x@upgrade . .. ../x .@latest ..@v1 @latest @v1 @none /abs /abs@v1 /abs/... ../... ./...@latest ./x@a@b .\x@v1
@ a@ a@b@c a.b/c@ a.b/c@x@y .@ x.go@ a.b/...@a@b ./x@@
a.b@/x a.b@- a.b@-x@ ./x@/y fmt@/y std@-y @/ a.b@\x a.b@./x a.b@.. a\b@/x /x@/y
x.go .go x....go ...go fmt.go a/../x.go a\x.go a.b/x.go x.go@latest x.go@none x.GO ./x.go ../x.go /x.go .go@v1 x.go/y go.mod
foo foo/bar foo@latest foo/bar@latest foo/... foo/...@latest foo@none go toolchain go@latest toolchain@latest go/x go/x@latest toolchain/x go@none
C C/x main builtin unsafe container container@latest internal vendor vendor/golang.org testdata fmt/foo fmt/testdata
a.b/c+d a.b/c+d/e a.b/c/.d a.b/.c/d a.b/c/v1 a.b/v1 a.b/v1/c gopkg.in/yaml gopkg.in/u/yaml.v1/sub A.b/c A:@none a\b a:b
https://h/p https://h.i/p h.i/p/.. h.i/p/ h.i//p h.i/./p git@github.com:user/repo a.b@v1/x a.b/c@a/b a.b/../c a.b/c/.. ../a.b/c
""".split() + ["", " ", "a b", "a.b/c d@latest", " a.b/c"]


def argument_cases():
    for arg in ARGUMENTS:
        if not arg.startswith("-"):
            yield {"op": "argument", "mode": "get", "arg": arg, "says": go("get", "--", arg)}
        if arg == "go@none":
            continue  # go list -m asks for a release of go itself, and reads the version first
        versioned = arg if "@" in arg else arg + "@latest"
        yield {"op": "argument", "mode": "module", "arg": arg, "says": go("list", "-m", "--", versioned)}


CLEANED = r"""
./x .//x ./../x ./. ./ ./x/.. x/.. x/../.. ../../x a\b .\x \x \\x \\host\share x\..\y ./x\y C:\x C:/x c:\x\.. / // //x /.. /../x /x/ /x\y
... ./... ./.../ .x ./.x .../. x/.../.. .../.. ./.. ./a/../.. .. ../ ../. ../.. .../../.. https://h/p h/p/. .// .//. ././x ../././x x//
/a/../b a/b/../../../c \ \\ a\\b a/\b .\ ..\ ..\x ./\x .\..\x all/ std/. .a/.. ./.a/.. ..a/ ..a ./..a
""".split() + ["", " ", "x y"]


def clean_cases():
    """Two versions are always refused, and the text shows the cleaned argument, quoted."""
    for path in CLEANED:
        for arg in (path + "@@", path + r"@a\b@//"):
            yield {"op": "clean", "arg": arg, "says": go("get", "--", arg)}


# Candidates: which modules a proxy is asked for.

PACKAGES = """
a.b a.b/c a.b/c/d a.b/c/d/e a.b/v1 a.b/v1/c a.b/c/v2 a.b/c/v2/d a.b/c/v0/d a.b/c/v02 a.b/c/v1.2/d a.b/C/dE a.b/c+d a.b/c+d/e a.b/.c/d
a.b/con/d a.b/x~1/y A.b/c a_b.c/d a.b/c.v1 gopkg.in gopkg.in/yaml gopkg.in/yaml.v2 gopkg.in/u/yaml.v1/sub gopkg.in/yaml.v0-unstable/x
gopkg.in/a.v-unstable github.com github.com/x github.com/x/y/z foo foo/bar go/x toolchain/x/y go cmd/foo example.net/x rsc.io/x/y
a.b/... a.b/c/... a.b/c...d/e a.b/C/... a..b/c 1.2/3 a.b/c/v2/... -.b/c
""".split()


class Proxy(http.server.BaseHTTPRequestHandler):
    asked = []

    def do_GET(self):
        Proxy.asked.append(self.path)
        self.send_error(404)

    def log_message(self, *args):
        pass


def candidate_cases():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for path in PACKAGES:
        Proxy.asked.clear()
        go("get", "--", path, GOPROXY=f"http://127.0.0.1:{server.server_port}", NO_PROXY="127.0.0.1")
        asked = {url.split("/@")[0][1:] for url in Proxy.asked}
        yield {"op": "candidates", "path": path, "asked": sorted(asked, key=lambda p: (-p.count("/"), p))}
    server.shutdown()


# Hosts known by name: some paths for each row.

def host_paths():
    words = ["a", "Bc", "x-y", "u_v", "r.s", "k9", "t~u", "p+q", "z.git", "w.hg", "v.bzr", "s.svn", "f.fossil", ".git", "git", "é", ""]
    rows = {
        "github.com": [], "bitbucket.org": [], "hub.jazz.net": ["git"], "hub.jazz.net/git": [],
        "git.apache.org": ["a.git", "A.git", "a_b.git", ".git", "a.git.git"], "git.openstack.org": ["a.git"],
        "chiselapp.com/user": ["repository"], "chiselapp.com/user/a1/repository": [], "chiselapp.com": ["user"],
        "example.net": [], "rsc.io": [], "http:": [], "https:": [], "github.comx": [], "xgithub.com": [],
    }
    for row, own in rows.items():
        seen = []
        for _ in range(2000):
            weights = [3] * 6 + [1] * (len(words) - 6) + [12] * len(own)
            parts = rng.choices(words + own, weights, k=rng.choice([0, 1, 2, 2, 2, 3, 4]))
            path = "/".join([row] + parts)
            if path not in seen:
                seen.append(path)
            if len(seen) >= ENOUGH + 8:
                break
        yield from seen


def host_cases():
    requests = [{"op": "discover", "path": path} for path in host_paths()]
    answers, _ = ask(requests, GOVCS="*:all", SUCCEEDS="https")
    for request, answer in zip(requests, answers):
        if "https fetch" in answer.get("err", ""):
            answer = {"err": "dynamic"}
        yield {"op": "host", "path": request["path"], "answer": answer}


# Suffixes: git, hg and svn answer to the schemes named, and write down what they were asked.

SUFFIXED = """
a.b/c.git a.b/c.git/d a.b/c.hg a.b/c.hg/d a.b/c.svn a.b/c.svn/d a.b/c.fossil a.b/c.fossil/d/e a.b/c.bzr a.b/c.bzr/d.git
a.b/c.git/d.hg/e a.b/x.git.git a.b/x.hg.git/y a.b/.git a.b.git a.b/c/.git/d a.b/c.git.d a.b/c.gitx a.b/c.GIT a.b:80/c.git a.b:/c.git
vanity.test/a~b/git.test/git/suffix.git vanity.test/a~b/git.test/git/suffix.fossil vanity.test/~a/b.git vanity.test/a+b/c.git
vanity.test/~/b.git vanity.test/a/~b.git/~c/d A.b/c.git x/A.b/c.git a_b.c/d.git a.b/c.git/d~e a.b/c.git/d+e -.b/c.git ..b/c.git a..b/c.git
localhost/c.git 1.2.3.4/c.git a.b/c-d_e.F.git a.b/c.git/ a.b//c.git hub.jazz.net/x.git a.b/git a.b/c/d/e/f.svn/g.git git.git/git.git a.b/c.svn.fossil
""".split()


def probe(path, succeeds="https", **env):
    try:
        os.remove(f"{TEMP}/log")
    except FileNotFoundError:
        pass
    answers, stderr = ask([{"op": "discover", "path": path}], SUCCEEDS=succeeds, **env)
    answer = answers[0]
    if "https fetch" in answer.get("err", "") or "http fetch" in answer.get("err", "") or "does not begin with hostname" in answer.get("err", ""):
        answer = {"err": "dynamic"}
    pings = open(f"{TEMP}/log").read().splitlines() if os.path.exists(f"{TEMP}/log") else []
    case = {"op": "probe", "path": path, "succeeds": succeeds, "env": env, "pings": pings, "answer": answer}
    if stderr:
        case["stderr"] = stderr
    return case


def probe_cases():
    for path in SUFFIXED:
        yield probe(path, GOVCS="*:all")
    for vcs in ("git", "hg", "svn", "fossil"):
        path = f"a.b/c.{vcs}/d"
        for succeeds in ("git", "https", "http", "git+ssh", "ssh", "svn", "svn+ssh", "none"):
            for insecure in ("", "a.b"):
                yield probe(path, succeeds, GOVCS="*:all", GOINSECURE=insecure)
        for allow in ("", "http", "https:ssh", "git", "ext", ":", "http:git+ssh", " https", "HTTPS", "ssh:https"):
            for insecure in ("", "a.b"):
                yield probe(path, "none", GOVCS="*:all", GIT_ALLOW_PROTOCOL=allow, GOINSECURE=insecure)
        yield probe(path, GOVCS="*:all", PATH="/nonexistent")


# GOVCS.

GOVCS_VALUES = """
|a:git,,b:hg|a:git,|,|git|:git|public:|./x:git|../x:git|.:git|..:git|.x:git|public:git,public:hg|public:git\\|
public:GIT|Public:git|a.b:git,a.b:hg|a.b/:git,a.b:hg|public:off,a.b:git|[:git|a:b:c|a.b:all\\|git|*:off|*:off,*:git|all:git
a.b/*:git|a.b/c:svn|a.b:git\\| hg , b:x|a.b : x ,a.b:y|private:off|private:git,public:hg|public:all|a.b:|./a:|a.b: \\|| : | a b | a.b :
"""


def govcs_cases():
    values = [v.replace("\0", "|") for v in GOVCS_VALUES.replace("\\|", "\0").replace("\n", "|").split("|")]
    pieces = [" ", "a.b", "*", "public", "private", ":", "git", "|", ",", "hg", "all", "off", "./", "a.b/c", ":git", ":svn|hg"]
    values += ["".join(rng.choices(pieces, k=rng.randrange(1, 9))) for _ in range(200)]
    requests = [
        {"op": "govcs", "text": value, "path": rng.choice(["a.b/c", "a.b", "x.y/z"]),
         "vcs": rng.choice(["git", "hg", "svn", "fossil"]), "private": rng.random() < 0.5}
        for value in values for _ in range(2)
    ]
    return [r | a for r, a in zip(requests, ask(requests)[0])]


def denial_cases():
    """GOVCS in the resolver: which path it is asked about, and the words of the refusal."""
    for govcs in ["", "public:off", "github.com/a/b:svn", "github.com/a/b/c:svn", "private:hg", "private:git", "a.b/c.git:hg", "oops", "*:git|hg"]:
        for private in ["", "github.com", "a.b"]:
            for path in ["github.com/a/b/c", "a.b/c.git/d", "a.b/c.hg", "a.b/c.svn", "chiselapp.com/user/a/repository/b"]:
                yield probe(path, GOVCS=govcs, GOPRIVATE=private) | {"op": "denial"}


# Pattern lists.

def glob_cases():
    names = ["a.b", "a.b/c", "git.a.b/c/d", "x", "a.b/c.git", "a", "ab/c"]
    pieces = ["a", "b", ".", "/", "*", "?", "[", "]", "-", "^", "\\", ",", "c", "[a-c]", "[^a]", "a.b", "git", "d", "*.", "/*"]
    requests = [
        {"op": "globs", "text": "".join(rng.choices(pieces, k=rng.randrange(8))), "path": rng.choice(names)}
        for _ in range(600)
    ]
    return [r | a for r, a in zip(requests, ask(requests)[0])]


def write_script(name):
    path = os.path.join(BIN, name)
    with open(path, "w") as f:
        f.write('#!/bin/sh\necho "${0##*/} $*${HGPLAIN:+ HGPLAIN=$HGPLAIN}" >> "$TEMP_LOG"\n')
        f.write('for url; do :; done\ncase "$url" in "$SUCCEEDS"://*) exit 0;; esac\necho no >&2; exit 1\n')
    os.chmod(path, 0o755)


def recorded(op=None):
    with open(os.path.join(HERE, "paths.jsonl")) as file:
        cases = [json.loads(line) for line in file]
    return [case for case in cases if op in (None, case["op"])]


def write(cases):
    if not RELEASE:
        lines = cases
        name = "paths.jsonl"
    else:
        known = recorded()
        assert len(known) == len(cases), "the same questions"
        name = "paths-releases.jsonl"
        old = open(os.path.join(HERE, name)).readlines() if os.path.exists(os.path.join(HERE, name)) else []
        lines = [case for case in map(json.loads, old) if case["release"] != RELEASE]
        lines += [{"release": RELEASE, "line": number} | case
                  for number, (case, before) in enumerate(zip(cases, known)) if case != before]
        lines.sort(key=lambda case: (case["release"], case["line"]))
    with open(os.path.join(HERE, name), "w") as out:
        for case in lines:
            out.write(json.dumps(case, ensure_ascii=True) + "\n")


def main():
    groups = [path_cases, bytes_cases, argument_cases, clean_cases, candidate_cases, host_cases,
              probe_cases, govcs_cases, denial_cases, glob_cases]
    cases = []
    for group in groups:
        rng.seed(group.__name__)
        found = list(group())
        print(len(found), group.__name__, file=sys.stderr)
        cases += found
    write(cases)


with tempfile.TemporaryDirectory() as TEMP:
    TEMP = os.path.realpath(TEMP)
    BIN = f"{TEMP}/bin"
    for folder in ("bin", "home", "m", "cache"):
        os.mkdir(f"{TEMP}/{folder}")
    for name in ("git", "hg", "svn", "fossil", "bzr"):
        write_script(name)
    main()
