//! What is typed, and how it ends.

/// A command line but for its format.
#[derive(Clone, Copy, Debug)]
pub(super) struct Case {
    /// The command: `lab run`.
    pub(super) command: &'static str,
    /// Its other words.
    pub(super) args: &'static str,
    /// The scenario of the lab that it runs in; none where it is empty.
    pub(super) lab: &'static str,
    /// What it reads on standard input.
    pub(super) stdin: &'static str,
    /// Its exit status, in every format that it has.
    pub(super) status: i64,
}

impl Case {
    /// Nothing at all.
    pub(super) const NONE: Self = Self { command: "", args: "", lab: "", stdin: "", status: 0 };
}

const fn case(command: &'static str, args: &'static str, status: i64) -> Case {
    Case { command, args, status, ..Case::NONE }
}

const fn played(lab: &'static str, command: &'static str, args: &'static str, status: i64) -> Case {
    Case { command, args, lab, status, ..Case::NONE }
}

const fn piped(
    stdin: &'static str,
    command: &'static str,
    args: &'static str,
    status: i64,
) -> Case {
    Case { command, args, stdin, status, ..Case::NONE }
}

/// The scenario in which an authority is not among the roots.
const CA: &str = "own-ca-unsearched";

/// Every command, with what it can come to.
pub(super) const CASES: &[Case] = &[
    played("sub-package", "resolve", "tonybai.com/gowechat/pb --until root", 0),
    played("goproxy-good", "resolve", "go.example.com/tool --go 1.27", 0),
    played("goproxy-good", "check", "go.example.com/tool --go 1.27", 0),
    played(CA, "resolve", "tonybai.com/gowechat", 1),
    played(CA, "resolve", "tonybai.com/gowechat --detail verdict", 1),
    played(CA, "resolve", "tonybai.com/gowechat github.com/a/b fmt bad..path", 1),
    played(CA, "resolve", "tonybai.com/gowechat --go all", 1),
    played(CA, "resolve", "tonybai.com/gowechat --module", 1),
    played(CA, "resolve", "tonybai.com/gowechat --until package", 1),
    played(CA, "resolve", "tonybai.com/gowechat --allow all", 1),
    played(CA, "resolve", "tonybai.com/gowechat --warn tls-roots-in-unsearched-location", 1),
    played(CA, "resolve", "tonybai.com/gowechat --exit-zero", 0),
    played(CA, "resolve", "tonybai.com/gowechat --env GOPROXY=:::", 1),
    case("resolve", "fmt", 0),
    case("resolve", "--offline example.com/pkg github.com/a/b", 3),
    case("resolve", "--offline a.test/x?y", 3),
    case("resolve", "", 2),
    case("explain", "", 0),
    case("resolve", "--bogus x", 2),
    played(CA, "check", "go.mod", 1),
    played(CA, "check", "go.mod --detail full", 1),
    played(CA, "check", "go.mod --until root --baseline baseline.json", 3),
    played(CA, "check", "tonybai.com/gowechat --until root --baseline baseline.json", 0),
    played(CA, "check", "bad..path tonybai.com/gowechat --fail-fast --jobs 1", 1),
    case("check", "empty.mod", 0),
    piped("# nothing\n", "check", "-", 2),
    case("check", "broken.mod", 1),
    case("check", "missing/go.mod", 2),
    case("check", "--offline go.mod", 3),
    case("check", "--lint vanity.yaml", 0),
    case("check", "--lint wrong.yaml", 1),
    case("check", "--lint lines.sum", 1),
    case("check", "lines.sum", 2),
    piped("fmt\n# a comment\nbad..path\n", "check", "--offline -", 3),
    case("meta", "page.html", 0),
    case("meta", "page.html --path a.test/x/y", 0),
    case("meta", "page.html --path b.test", 1),
    case("meta", "late.html", 1),
    piped("<p>", "meta", "- --path a.test/x", 1),
    case("meta", "missing.html", 2),
    case("env", "", 0),
    case("env", "--env GOPROXY=off,direct --env GOPRIVATE=*.test/", 0),
    case("env", "--env GOPROXY=:::", 1),
    case("env", "a.test/x --env GOPRIVATE=a.test", 0),
    case("env", "a.test/x --env GOPROXY=", 0),
    case("env", "--git", 0),
    case("env", "--git https://u:secret@git.test/x.git", 0),
    case("env", "--git ssh://git@git.test:2222/x.git", 0),
    case("env", "--git git.test/x", 2),
    case("env", "--go-versions", 0),
    case("env", "--fix", 2),
    case("certs", "", 0),
    played(CA, "certs", "", 0),
    played(CA, "certs", "tonybai.com", 1),
    played("sub-package", "certs", "tonybai.com", 0),
    played(CA, "certs", "nobody.test", 1),
    case("certs", "--chain chain.pem --host proxy.test --roots roots.pem --at 2026-12-01", 0),
    case("certs", "--chain chain.pem --host a.test --roots roots.pem --at 2046-12-01", 1),
    case("certs", "--chain page.html --host a.test", 2),
    played("goproxy-good", "proxy", "https://proxy.example.com", 0),
    played("goproxy-good", "proxy", "https://proxy.example.com go.example.com/tool", 0),
    played("goproxy-sign-in", "proxy", "https://proxy.example.com go.example.com/tool", 1),
    case("proxy", "--offline https://proxy.example.com go.example.com/tool", 3),
    case("proxy", "direct", 2),
    case("netrc", "", 0),
    case("netrc", "--env NETRC=netrc", 0),
    case("netrc", "a.test --env NETRC=netrc", 0),
    case("netrc", "b.test:1 --env NETRC=missing", 0),
    case("explain", "meta-absent", 0),
    case("explain", "--list", 0),
    case("explain", "meta-absnt", 2),
    case("explain", "--log log.txt", 0),
    case("explain", "--log log.txt --resolve --offline", 3),
    piped("all is well\n", "explain", "--log -", 0),
    case("explain", "--log missing.txt", 2),
    case("replay", "run.jsonl", 1),
    case("replay", "two.jsonl", 1),
    case("replay", "two.jsonl --detail verdict", 1),
    case("replay", "page.html", 2),
    case("diff", "run.jsonl two.jsonl", 1),
    case("diff", "run.jsonl run.jsonl", 0),
    case("diff", "run.jsonl page.html", 2),
    case("merge", "part1.jsonl part2.jsonl", 1),
    case("merge", "part1.jsonl", 3),
    case("export", "vanity.yaml pages", 0),
    case("export", "missing.yaml pages", 2),
    case("serve", "vanity.yaml --check", 0),
    case("serve", "wrong.yaml --check", 2),
    case("fix", "run.jsonl", 0),
    case("fix", "page.html", 2),
    case("round", "--offline", 3),
    played("goproxy-good", "round", "", 1),
    case("lab list", "", 0),
    case("lab run", "own-ca-unsearched", 0),
    case("lab run", "own-ca-unsearched --go all", 0),
    case("lab run", "settings-pattern-slash", 0),
    case("lab run", "no-such-scenario", 2),
    case("lab run", "own-ca-unsearched -- true", 2),
    case("lab serve", "missing.toml", 2),
    case("completions", "bash", 2),
    case("man", "", 2),
    case("schema", "", 0),
];

/// The files that cases name, with their text.
pub(super) const FILES: &[(&str, &str)] = &[
    (
        "go.mod",
        "module a.test/own\n\ngo 1.27\n\nrequire (\n\ttonybai.com/gowechat v0.1.0\n\tgithub.com/a/b v1.0.0 // indirect\n)\n",
    ),
    ("lines.sum", "a.test/b v1.0.0 h1:AAA=\na.test/b v1.0 h9:x\n<<<<<<< HEAD\n"),
    ("empty.mod", "module a.test/own\n"),
    ("broken.mod", "modul a.test/own\n"),
    (
        "vanity.yaml",
        "host: go.test\npaths:\n  /x:\n    repo: https://git.test/x.git\n    vcs: git\n",
    ),
    ("wrong.yaml", "host: go.test\npaths:\n  x:\n    repo: git.test/x\n    vcs: cvs\n"),
    (
        "page.html",
        "<html><head><meta name=\"go-import\" content=\"a.test/x git https://git.test/x.git\"></head></html>",
    ),
    (
        "late.html",
        "<html><body><meta name=\"go-import\" content=\"a.test/x git https://git.test/x.git\"></body></html>",
    ),
    (
        "netrc",
        "machine a.test login me password secret\nmachine b.test login me\ndefault login x password y\n",
    ),
    (
        "log.txt",
        "go: downloading example.com/x v1.0.0\ngo: unrecognized import path \"example.com/x\": https fetch: Get \"https://example.com/x?go-get=1\": tls: failed to verify certificate: x509: certificate signed by unknown authority\ngo: something that nobody knows: else\n",
    ),
];
