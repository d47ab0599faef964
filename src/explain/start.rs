//! Where in a line an error of go begins, and which lines cannot hold one.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, Match};
use regex::Regex;

use super::words::{ANCHORS, CHAINS, CHATTER, GO, GO_CHATTER, REPEATS, WRAPPERS};
use crate::findings::text::{
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
    let sure = text.starts_with("go: ") || is_chain(text);
    match ERRORS.find(text) {
        Some(anchor) if sure || text.contains("://") || !is_anyones(text, anchor) => {
            Some(indent + wrapper(text, anchor.start()))
        }
        _ => sure.then_some(indent),
    }
}

/// Whether an error begins in one of the lines of `text`.
pub(super) fn is_error(text: &str) -> bool {
    text.lines().any(|line| of_error(line).is_some())
}

/// Whether any program in Go says so, a failing test among them.
fn is_anyones(text: &str, anchor: Match) -> bool {
    text.get(anchor.range()).is_some_and(|word| ["dial tcp", "read tcp "].contains(&word))
}

/// The first line of a chain of modules that ends in the error.
fn is_chain(text: &str) -> bool {
    text.starts_with("go ") && text.contains(": ") && CHAINS.iter().any(|end| text.ends_with(end))
}

/// Where the wrapper of an error begins that may come in the next line: this one is as long as
/// those that a terminal breaks.
pub(super) fn of_wrapper(line: &str) -> Option<usize> {
    let text = line.trim_start();
    let wraps = text.len() >= WRAPPED && text.contains(": ") && !is_chatter(text);
    let starts = WRAPPERS.iter().any(|start| text.starts_with(start));
    (wraps && (starts || is_position(text) || text.contains("@v")))
        .then_some(line.len() - text.len())
}

/// Whether `line` begins an error whatever precedes it.
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
    said.contains("; switching to go1.")
        || GO_CHATTER.iter().any(|start| said.starts_with(start))
            && !said.contains(" requires go >= ")
}

/// Whether go says this without having failed.
pub(super) fn is_chatter(text: &str) -> bool {
    let said = text.strip_prefix("go: ");
    said.is_some_and(is_go_chatter)
        || CHATTER.iter().any(|start| text.starts_with(start))
        || REPEATS.iter().any(|words| text.contains(words))
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
    let others = r"go: |vgo: |package [^ ]+: |build [^ :]+: |verifying |unrecognized import path |not found: |remote: |fatal: ";
    let places = r"[^\s:]+\.go:[0-9]+:[0-9]+: |[^\s:@]+@v[^\s:]+: ";
    pattern(&format!(r#"(?:^|[\s"'\[(>])({commands}|{others}|{places})"#))
});

static ERRORS: LazyLock<AhoCorasick> = LazyLock::new(|| words(&[ANCHORS]));

static INTEREST: LazyLock<AhoCorasick> =
    LazyLock::new(|| words(&[ANCHORS, CHAINS, CLUES, WRAPPERS, &[GO]]));

/// Lines shorter than this are not broken.
const WRAPPED: usize = 60;

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
