#!/usr/bin/env python3
"""Plays recorded cases of repositories with the player beside this file, and says what differs from the real go command.

    cases.py PLAYER [--only REGEX] [--go 1.27.3,1.24.11,1.21.13] [--shared ../shared]

PLAYER is the built `player`. Of each case the first go command is played in the case's own surroundings: servers, home,
environment. Compared are success, what is printed, version, time, sums, the listed versions, and the commands of the
version control tools in their order. Needs root, and what repoplay.py needs."""
import argparse, collections, json, os, re, subprocess, sys

TIMES = 5
PROGRESS = re.compile(r"^go: (downloading|finding|found|added|upgraded|downgraded|removed) ")


def arguments():
    p = argparse.ArgumentParser()
    p.add_argument("player")
    p.add_argument("--only", default="")
    p.add_argument("--go", default="1.27.3,1.24.11,1.21.13")
    p.add_argument("--shared", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../shared"))
    return p.parse_args()


def enter(program=__file__):
    """Again in a mount and network namespace of its own."""
    if os.environ.get("REPOPLAY_INSIDE") != "1":
        inside = ["unshare", "--mount", "--net", "--propagation", "private", sys.executable, os.path.abspath(program)]
        os.execvpe("unshare", inside + sys.argv[1:], {**os.environ, "REPOPLAY_INSIDE": "1"})


def answer(repoplay, player, case, release, command, env):
    """What the player makes of a command; None after a minute."""
    given = {"release": release, "command": command, "page": case.get("page", {}), "cache": repoplay.MODCACHE}
    try:
        p = subprocess.run([player], input=json.dumps(given).encode(), cwd=repoplay.WORK, env=env, capture_output=True, timeout=60)
        return json.loads(p.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return None


def text(repoplay, said):
    """What is printed, without lines of progress. The records have no carriage returns, which ssh writes."""
    lines = repoplay.normal(said or "").replace("\r\n", "\n").split("\n")
    return "\n".join(l for l in lines if not PROGRESS.match(l)).rstrip("\n")


def differences(repoplay, case, index, command, expected, got):
    """What differs, by name."""
    found = {}

    def hold(name, theirs, ours):
        if (theirs or None) != (ours or None):
            found[name] = (theirs, ours)
    theirs, ours = text(repoplay, expected.get("error") or expected.get("said")), text(repoplay, got["shown"])
    first_alone = "unstable" in case
    hold("text", theirs.split("\n")[0] if first_alone else theirs, ours.split("\n")[0] if first_alone else ours)
    hold("ok", expected["ok"], got["ok"])
    out = expected.get("out")
    if isinstance(out, dict) and "Error" in out:
        hold("Error", out["Error"], repoplay.normal(got["error"] or ""))
    elif isinstance(out, dict) and expected["ok"]:
        listing, download = "-versions" in command, command[0] == "mod"
        for name, ours, counts in (("Version", "version", not listing), ("Time", "time", command[0] == "list"), ("Versions", "versions", listing),
                                   ("Sum", "sum", download), ("GoModSum", "gomodsum", download)):
            if counts:
                hold(name, out.get(name), got.get(ours))
    if index not in case.get("varies", []):
        theirs = {k: v for k, v in (expected.get("vcs") or {}).items() if k != "ping"}
        ours = {repoplay.normal(k): [repoplay.normal(x) for x in v] for k, v in got["vcs"].items()}
        for key in sorted(set(theirs) | set(ours)):
            a, b = theirs.get(key, []), ours.get(key, [])
            at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
            if a != b:
                found["commands"] = {"of": key, "at": at, "theirs": a[at:at + 3], "ours": b[at:at + 3]}
    return found


def surroundings(session, case, upto):
    """The case set up anew, with the steps before its first go command."""
    session.daemons.stop()
    env = session.setup(case)
    for step in case["commands"][:upto]:
        if any(key in step for key in ("run", "script", "serve")):
            session.special(case, env, step)
    return env


def main():
    options = arguments()
    sys.path.insert(0, os.path.join(options.shared, "oracle"))
    enter()
    import repoplay
    cases = repoplay.load(os.path.join(options.shared, "reference/repository-cases.jsonl.gz"))
    counts, bad = collections.Counter(), 0
    session = repoplay.Session("/nonexistent")
    try:
        for case in cases:
            index = next((i for i, c in enumerate(case["commands"]) if isinstance(c, list)), None)
            if index is None or not re.search(options.only, case["name"]):
                continue
            recorded, command = repoplay.expand(case["go"]), case["commands"][index]
            for release in options.go.split(","):
                if index >= len(recorded.get(release, [])):
                    continue
                env = surroundings(session, case, index)
                got = answer(repoplay, options.player, case, release, command, env)
                if got is None or "unknown" in got:
                    counts["no answer" if got is None else "not played: " + got["unknown"]] += 1
                    bad += got is None
                    print("not played:", case["name"], release, " ".join(command), got and got["unknown"])
                    continue
                found = differences(repoplay, case, index, command, recorded[release][index], got)
                for _ in range(TIMES - 1):          # what git says varies where it and a filter end at once
                    if not found or "unstable" not in case:
                        break
                    got = answer(repoplay, options.player, case, release, command, env)
                    found = differences(repoplay, case, index, command, recorded[release][index], got)
                counts["differs" if found else "agrees"] += 1
                bad += bool(found)
                if found:
                    print(case["name"], release, " ".join(command), json.dumps(found, ensure_ascii=False)[:1500])
    finally:
        session.daemons.stop()
        os.chdir("/")
    for word, count in sorted(counts.items()):
        print("%5d  %s" % (count, word))
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
