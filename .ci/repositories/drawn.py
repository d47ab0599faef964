#!/usr/bin/env python3
"""Draws repositories and queries at random, and holds the player beside this file to the real go command.

    drawn.py PLAYER SEED COUNT [--go 1.27.3,1.24.11,1.21.13] [--toolchains DIR] [--shared ../shared] [--seconds N]

One seed is one repository with four commands. Compared is what `cases.py` compares."""
import argparse, collections, json, os, random, subprocess, sys, time

import cases

TAGS = ("v0.1.0 v0.2.0-rc.1 v1.0.0 v1.1.0 v1.2.0 v1.2.0-beta v1.10.0 v2.0.0 v2.1.0 v2.1.0-pre v3.0.0 v1 v1.2 1.0.0 v1.3.0+meta v01.0.0 sub/v0.1.0 "
        "sub/v1.0.0 sub/v2.0.0 v2/v2.0.0 stable release/v1.5.0 vX v0.0.0-20200101000000-abcdefabcdef").split()
TIMES = 5
PATHS = ["vanity.test/m", "vanity.test/m/v2", "vanity.test/m/v3", "vanity.test/m/sub", "vanity.test/m/sub/v2"]
QUERIES = ("latest latest latest upgrade HEAD v1 v1.2 v2 v0 v3 <v1.2.0 >v1.0.0 >=v2.0.0 <=v1.1.0 none0 v1.0.0 v1.1.0 v2.0.0 v2.0.0+incompatible "
           "v1.0.0+incompatible v3.0.0 v0.1.0 v1.3.0 v1.3.0+meta stable 1.0.0 v2/v2.0.0 sub/v0.1.0 v1.5.0 release/v1.5.0").split()
FILES = {"go.mod": .6, "sub/go.mod": .3, "v2/go.mod": .2, "sub/v2/go.mod": .1, "LICENSE": .12, "sub/a.go": .12, "vendor/x/y.go": .12, "vendor/modules.txt": .12}
ODD = [["link", "a.link", "go.mod"], ["file", "README", "a"], ["file", "readme", "b"], ["file", "pkg/A.go", "package pkg\n"], ["file", "Pkg/b.go", "package pkg\n"],
       ["file", "aux.go", "x"], ["file", "a b/c.go", "package c\n"], ["file", "x:y.go", "z"], ["file", ".gitattributes", "*.go export-ignore\n"],
       ["file", ".gitattributes", "*.go eol=crlf\n"], ["file", ".gitattributes", "f1.go ident\n"], ["file", "deep/vendor/q/z.go", "package q\n"],
       ["file", "nest/GO.MOD", "module x\n"], ["file", "nest/n.go", "package n\n"], ["file", "empty.go", ""], ["file", "run.sh", "#!/bin/sh\n", "755"],
       ["file", "sub/LICENSE", "own"], ["file", ".hg_archival.txt", "h"], ["big", "zeros.bin", "70000"], ["file", "\u00fcmlaut/\u00e9.go", "package u\n"], ["file", "dot./x.go", "package d\n"]]


def go_mod(draw):
    path = draw.choice(["vanity.test/m"] * 8 + ["vanity.test/m/v2"] * 2 + ["vanity.test/m/sub", "vanity.test/other", "", "vanity.test/m/v1", "gopkg.in/m.v2"])
    text = "module %s\n" % path if path else "// nothing\n"
    if draw.random() < .3:
        text += "\ngo 1.%d\n" % draw.choice([16, 20, 21, 24])
    if draw.random() < .25:
        text += "\nretract %s\n" % draw.choice(["v1.0.0", "[v1.0.0, v1.1.0]", "v1.2.0", "v0.1.0", "[v0.0.0, v9.9.9]", "v2.0.0"])
    return text


class Script:
    """The script of a repository, commit by commit."""

    def __init__(self, draw):
        self.draw, self.steps, self.branches, self.tags, self.time, self.commits = draw, [], ["main"], set(), 1577934245, 0

    def commit(self):
        draw = self.draw
        self.commits += 1
        self.time += draw.choice([1, 3600, 86400, 86400 * 40])
        self.steps.append(["file", "f%d.go" % draw.randrange(4), "package m // %d\n" % self.commits])
        for path, chance in FILES.items():
            if draw.random() < chance:
                self.steps.append(["file", path, go_mod(draw) if path.endswith(".mod") else "x %d\n" % self.commits])
        self.steps += [draw.choice(ODD) for _ in range(draw.randrange(3))]
        self.steps.append(["commit", "c%d" % self.commits, time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.time))])
        for tag in {draw.choice(TAGS) for _ in range(draw.choice([0, 1, 1, 1, 2, 3]))} - self.tags:
            self.tags.add(tag)
            self.steps.append(["atag", "a", tag] if draw.random() < .3 else ["tag", tag])

    def move(self):
        if self.draw.random() < .2 and len(self.branches) < 4:
            branch = self.draw.choice(["dev", "feature/x", "v2", "release", "v1.5.0", "deadbeef"])
            if branch not in self.branches and branch not in self.tags:
                self.branches.append(branch)
                self.steps.append(["branch", branch])
        elif self.draw.random() < .1 and len(self.branches) > 1:
            self.steps.append(["git", "merge", "-q", "--no-ff", "-X", "ours", "-m", "merge", self.draw.choice(self.branches)])
        elif self.draw.random() < .15:
            self.steps.append(["checkout", self.draw.choice(self.branches)])


def drawn(draw):
    script = Script(draw)
    script.commit()
    for _ in range(draw.randrange(7)):
        script.move()
        script.commit()
    if draw.random() < .8:
        script.steps.append(["checkout", "main"])
    if draw.random() < .08:
        script.steps.append(["head", "refs/heads/none"])
    repo = {"name": "m", "script": script.steps, **({"hash": "sha256"} if draw.random() < .06 else {})}
    page = {path: "vanity.test/m git https://git.test/m.git" for path in PATHS}
    if draw.random() < .1:
        page["vanity.test/m/v2"] = "vanity.test/m/v2 git https://git.test/m.git"
    return {"name": "drawn", "repos": [repo], "serve": [{"at": "https://git.test/m.git", "repo": "m"}], "page": page}, script.branches


def command(draw, branches, commits):
    queries = QUERIES + branches * 2
    for hash, stamp in draw.sample(commits, 1) if commits else []:
        queries = queries + [hash, hash[:12], hash[:7], hash[:6]]
        queries += [form % (stamp, hash[:12]) for form in ("v0.0.0-%s-%s", "v1.0.1-0.%s-%s", "v2.0.0-%s-%s", "v1.2.1-0.%s-%s", "v2.0.1-0.%s-%s",
                                                           "v2.0.1-0.%s-%s+incompatible", "v1.2.0-beta.0.%s-%s")] + ["v0.0.0-%s-%s" % (stamp, hash[:11])]
    path = draw.choice(PATHS[:1] * 4 + PATHS[1:2] * 2 + PATHS)
    query, kind = draw.choice(queries), draw.random()
    if kind < .4:
        return ["list", "-m", "-json", path + "@" + query]
    if kind < .5:
        return ["list", "-m", "-versions", "-json", path]
    return ["get", path + "@" + query] if kind < .65 else ["mod", "download", "-json", path + "@" + query]


def fresh(session, case, go, env, asked, main):
    """What go does with an empty module cache in the main module as it was."""
    import repoplay
    subprocess.run("chmod -R u+w go; rm -rf go", shell=True, cwd=repoplay.DEV, stderr=subprocess.DEVNULL)
    result = session.step(case, go, env, asked)
    with open(repoplay.WORK + "/go.mod", "w") as f:
        f.write(main)
    if os.path.exists(repoplay.WORK + "/go.sum"):
        os.remove(repoplay.WORK + "/go.sum")
    return result


def compared(case, asked, expected, got):
    """What differs. The candidates of `get` that are in one repository are asked in parallel: their commands come in any order."""
    import repoplay
    if asked[0] == "get":
        for side in (expected, got):
            side["vcs"] = {repoplay.normal(key): sorted(map(repoplay.normal, ran)) for key, ran in (side.get("vcs") or {}).items()}
    return cases.differences(repoplay, case, 0, asked, expected, got)


def settled(case, asked, play, answer):
    """What differs, by name, or a word for why nothing does. Who of the candidates of `get` comes first is chance, for go as for us: both
    are asked again, at most four times, until one answer of theirs is one of ours. Where go runs other commands each time, the rest counts."""
    theirs, ours, best = [], [], None
    for _ in range(TIMES):
        theirs.append(play())
        ours.append(answer())
        if ours[-1] is None:
            return "no answer"
        if "unknown" in ours[-1]:
            return "not played"
        found = [compared(case, asked, expected, got) for expected in theirs for got in ours]
        best = min(found, key=len)
        if not best:
            return "agrees"
    varies = any(run["vcs"] != theirs[0]["vcs"] for run in theirs)
    return "agrees, and go runs other commands each time" if asked[0] == "get" and set(best) == {"commands"} and varies else best


def main():
    p = argparse.ArgumentParser()
    p.add_argument("player")
    p.add_argument("seed", type=int)
    p.add_argument("count", type=int)
    p.add_argument("--go", default="1.27.3,1.24.11,1.21.13")
    p.add_argument("--toolchains", default=os.environ.get("ORACLE_DIR", ""))
    p.add_argument("--shared", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../shared"))
    p.add_argument("--seconds", type=float, default=1e9)
    options = p.parse_args()
    sys.path.insert(0, os.path.join(options.shared, "oracle"))
    cases.enter(__file__)
    import repoplay
    session, end, counts = repoplay.Session(options.toolchains), time.time() + options.seconds, collections.Counter()
    try:
        for seed in range(options.seed, options.seed + options.count):
            if time.time() > end:
                break
            draw = random.Random(seed)
            case, branches = drawn(draw)
            try:
                env = session.setup(case)
            except (RuntimeError, OSError):       # a script that git or the system refuses: a branch named like a folder, a link twice
                counts["not drawn"] += 1
                continue
            counts["repositories"] += 1
            log = subprocess.run(["git", "log", "--all", "--format=%H %ct"], cwd=repoplay.SRV + "/trees/m", capture_output=True, text=True, env=session.repos.env())
            commits = [(h, time.strftime("%Y%m%d%H%M%S", time.gmtime(int(t)))) for h, t in (l.split() for l in log.stdout.splitlines())]
            main = open(repoplay.WORK + "/go.mod").read()
            for _ in range(4):
                asked, release = command(draw, branches, commits), draw.choice(options.go.split(","))
                play = lambda: fresh(session, case, os.path.realpath(os.path.join(options.toolchains, release, "go")), env, asked, main)
                answer = lambda: cases.answer(repoplay, options.player, case, release, asked, env)
                found = settled(case, asked, play, answer)
                counts[asked[0]] += 1
                counts[found if isinstance(found, str) else "differs"] += 1
                if not isinstance(found, str):
                    print(seed, release, " ".join(asked), json.dumps(found, ensure_ascii=False)[:1500], flush=True)
            session.daemons.stop()
    finally:
        session.daemons.stop()
        os.chdir("/")
    for word, count in counts.items():
        print("%5d  %s" % (count, word))
    sys.exit(counts["differs"] + counts["no answer"] > 0)


if __name__ == "__main__":
    main()
