//! Where in a line an error of go begins, and which lines cannot hold one.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::Regex;

use super::{
    context::CLUES,
    pattern::{pattern, words},
};

/// Where the error begins in `line` (without noise), if one begins in it.
pub(super) fn of_error(line: &str) -> Option<usize> {
    let text = line.trim_start();
    if is_chatter(text) {
        return None;
    }
    let indent = line.len() - text.len();
    match ERRORS.find(text) {
        Some(anchor) => Some(indent + wrapper(text, anchor.start())),
        None => (text.starts_with("go: ") || is_chain(text)).then_some(indent),
    }
}

/// The first line of a chain of modules that leads to the error.
fn is_chain(text: &str) -> bool {
    text.starts_with("go ") && text.contains(": ") && CHAINS.iter().any(|end| text.ends_with(end))
}

/// Where the wrapper of an error begins that may come in the next line: this one is as long as
/// those that a terminal breaks.
pub(super) fn of_wrapper(line: &str) -> Option<usize> {
    let text = line.trim_start();
    let starts = ["go get ", "go list ", "go mod ", "package ", "build ", "verifying ", "vgo "];
    let wraps = text.len() >= WRAPPED && text.contains(": ") && !is_chatter(text);
    let starts = starts.iter().any(|start| text.starts_with(start)) || is_position(text);
    (wraps && starts).then_some(line.len() - text.len())
}

/// Whether `line` begins an error whatever stands before it.
pub(super) fn is_fresh(line: &str) -> bool {
    let text = line.trim_start();
    let starts = ["go: ", "go get ", "go list ", "go mod ", "go install ", "# get ", "Fetching "];
    let starts = starts.iter().any(|start| text.starts_with(start));
    starts || text.starts_with("package ") && !text.contains(": exit status ") || is_position(text)
}

/// Whether `line` may hold an error or tell something about one: cheap, for every line of a log.
pub(super) fn is_of_interest(line: &str) -> bool {
    INTEREST.find_iter(line).any(|found| {
        let rest = line.get(found.end()..).unwrap_or_default();
        line.get(found.range()).is_none_or(|word| word != GO) || !is_go_chatter(rest)
    })
}

fn is_go_chatter(said: &str) -> bool {
    GO_CHATTER.iter().any(|start| said.starts_with(start))
}

/// Whether go says this without having failed.
pub(super) fn is_chatter(text: &str) -> bool {
    let said = text.strip_prefix("go: ");
    said.is_some_and(is_go_chatter)
        || CHATTER.iter().any(|start| text.starts_with(start))
        || said.is_some_and(|said| said.starts_with("missing ") && said.contains(" command. See"))
}

/// The place of the outermost wrapper of the error at `anchor`.
fn wrapper(text: &str, anchor: usize) -> usize {
    let found = WRAPPER.captures_iter(text).filter_map(|found| found.get(1));
    found.map(|found| found.start()).find(|start| *start <= anchor).unwrap_or(0)
}

/// `a.go:2:8: `
fn is_position(text: &str) -> bool {
    text.find(".go:").is_some_and(|at| {
        let rest = text.get(at + 4..).unwrap_or_default();
        rest.starts_with(|c: char| c.is_ascii_digit())
            && !text.get(..at).unwrap_or_default().contains(' ')
    })
}

static WRAPPER: LazyLock<Regex> = LazyLock::new(|| {
    let commands = r#"(?:go|vgo) (?:get|list|install|mod|build|run|vet|test)\b[^:"]*: "#;
    let others = r"go: |vgo: |package [^ ]+: |build [^ :]+: |verifying |unrecognized import path |not found: ";
    let places = r"[^\s:]+\.go:[0-9]+:[0-9]+: |[^\s:@]+@v[^\s:]+: ";
    pattern(&format!(r#"(?:^|[\s"'\[(>])({commands}|{others}|{places})"#))
});

static ERRORS: LazyLock<AhoCorasick> = LazyLock::new(|| words(&[ANCHORS]));

static INTEREST: LazyLock<AhoCorasick> =
    LazyLock::new(|| words(&[ANCHORS, CHAINS, CLUES, WRAPPERS, &[GO]]));

/// What go puts before most that it says.
const GO: &str = "go: ";

/// Lines shorter than this are not broken.
const WRAPPED: usize = 60;

/// What go says when all is well, after `go: `.
const GO_CHATTER: &[&str] = &[
    "added ",
    "copying ",
    "creating new go.mod",
    "downgraded ",
    "downloading ",
    "error loading module requirements",
    "extracting ",
    "finding ",
    "found ",
    "removed ",
    "to add module requirements",
    "trying ",
    "upgraded ",
    "updating ",
    "using ",
    "warning: ",
];

/// What other lines begin with that repeat, ask, or tell what comes.
const CHATTER: &[&str] = &[
    "# get ",
    "Fetching ",
    "GOAUTH encountered errors for ",
    "Parsing meta tags from ",
    "Verifying ",
    "get \"",
    "http fetch failed: ",
    "https fetch failed: ",
    "warning: ",
];

/// Words that only an error of go, of its libraries or of its git has.
const ANCHORS: &[&str] = &[
    "unrecognized import path \"",
    "x509: ",
    "tls: ",
    "TLS handshake timeout",
    "dial tcp",
    "proxyconnect tcp",
    "read tcp ",
    "server gave HTTP response to HTTPS client",
    "checksum mismatch",
    "checksum missing from",
    "checksum database disabled",
    "database server misbehavior detected",
    "missing go.sum entry",
    "malformed go.sum",
    "invalid GOSUMDB",
    "missing GOSUMDB",
    "invalid sumdb name",
    "toolchain not available",
    "is a language version but not a toolchain",
    "requires go >= ",
    "executable file not found in",
    "uses insecure protocol",
    "detected dubious ownership",
    "error obtaining VCS status",
    "Permission denied (publickey",
    "Host key verification failed",
    "could not read Username for",
    "could not read Password for",
    "Cannot prompt because user interactivity",
    "fatal: unable to access ",
    "fatal: repository ",
    "no secure protocol found",
    "must not be local directory",
    ": exit status 128:",
    ": exit status 129:",
    "-insecure flag is no longer",
    "due to -mod=",
    "disabled by -mod=",
    "disabled by GOPROXY=off",
    "GOPROXY list is not",
    "invalid proxy URL",
    "invalid file:// proxy URL",
    "first path segment in URL cannot contain",
    "missing protocol scheme",
    "malformed module path \"",
    "malformed import path \"",
    "does not begin with hostname",
    "is not in GOROOT",
    "is not in std",
    ".com import path \"",
    ".net import path \"",
    ".org import path \"",
    " import path \"",
    "invalid version control suffix in",
    "not allowed in import path",
    "GOVCS",
    "unknown revision",
    "invalid version: ",
    "must be compatible: should be",
    "no matching versions for query",
    "but does not contain package",
    "cannot find module providing package",
    "no required module provides package",
    "module declares its path as",
    "parsing go.mod:",
    "no go-import",
    "multiple meta tags match",
    "disagree about go-import",
    "unknown vcs \"",
    "unknown version control system",
    "invalid repo root \"",
    "invalid subdirectory \"",
    "XML syntax error on line",
    "redirected from secure URL",
    "stopped after 10 redirects",
    "reading http",
    "reading file:",
    ": 410 Gone",
    "unexpected status (http",
    "invalid response from proxy",
    "proxy returned info for version",
    "not a valid zip file",
    "read \"http",
    "refusing to pass credentials",
    "GOAUTH=",
    "Client.Timeout exceeded",
    "Get \"http",
    "Get http",
];

/// What a wrapper begins with where the error itself is in the next line.
const WRAPPERS: &[&str] = &["go get ", "package ", "build ", "verifying ", ".go:"];

/// What the first line of a chain of modules ends with.
const CHAINS: &[&str] = &[" requires", " updating to", " imports", " tested by"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_begin_at_their_wrapper() {
        for (line, text) in [
            ("    go: a.b/c@v1: dial tcp x", "go: a.b/c@v1: dial tcp x"),
            (
                "INFO exit status 1: go list -m: a.b@latest: x509: y",
                "go list -m: a.b@latest: x509: y",
            ),
            (
                "Error in fetch_repo: a.b/C@v0.1.7: Get \"http://x\": y",
                "a.b/C@v0.1.7: Get \"http://x\": y",
            ),
            ("x y/z.go:15:2: a.b@v1: x509: z", "y/z.go:15:2: a.b@v1: x509: z"),
            ("failed to connect: x509: y", "failed to connect: x509: y"),
            ("go: cannot find main module", "go: cannot find main module"),
        ] {
            assert_eq!(of_error(line).and_then(|at| line.get(at..)), Some(text));
        }
    }

    #[test]
    fn chatter_is_no_error() {
        for line in [
            "go: downloading a.b/c v1.0.0",
            "# get https://a.b/c?go-get=1: Get \"https://a.b\": dial tcp x",
            "https fetch failed: Get https://a.b/c?go-get=1: x509: y",
            "go: missing Git command. See https://golang.org/s/gogetcmd",
            "ok  a.b/c 0.1s",
            "go mod download -x",
        ] {
            assert_eq!(of_error(line), None, "{line}");
        }
    }

    #[test]
    fn what_holds_no_error_is_passed_over() {
        for line in
            ["go: downloading a.b/c v1.0.0", "#12 34.5 go: finding a.b/c latest", "main.c:1:2: x"]
        {
            assert!(!is_of_interest(line), "{line}");
        }
        for line in
            ["x go: what", "RUN GOPROXY=https://h go build", "a x509: b", "go get: a requires"]
        {
            assert!(is_of_interest(line), "{line}");
        }
    }
}
