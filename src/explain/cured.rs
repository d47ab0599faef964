//! A cause with the cure of its page, in which the names of examples are those of the error.

use super::Cause;
use crate::{
    findings::text::{seen::Seen, settle::is_plain},
    stages::catalogue::{causes, cure},
};

/// The cause as people get it.
pub(super) fn of(cause: &causes::Cause, seen: &Seen<'_>) -> Cause {
    let cure = cure(cause.name);
    Cause {
        name: cause.name.into(),
        why: cause.why.into(),
        settle: cause.settle.command(seen),
        cure: cure.map(|cure| cure.words.as_str()).unwrap_or_default().into(),
        lines: cure.iter().flat_map(|cure| &cure.lines).map(|line| named(line, seen)).collect(),
    }
}

/// `line` with the path and the host of the error in place of those of the example. What the log says goes into it only
/// where a shell takes it for nothing but a word.
fn named(line: &str, seen: &Seen<'_>) -> String {
    let path = seen.path.filter(|path| is_plain(path) && path.contains('.'));
    let host = seen.host().filter(|host| is_plain(host) && host.contains('.'));
    let line = EXAMPLE_PATHS.iter().fold(line.to_owned(), |line, example| match path {
        Some(path) => replaced(&line, example, path),
        None => line,
    });
    host.map_or_else(|| line.clone(), |host| replaced(&line, EXAMPLE_HOST, host))
}

/// `line` with `name` in place of each `example` that is a whole name there.
fn replaced(line: &str, example: &str, name: &str) -> String {
    let mut pieces = line.split(example).peekable();
    let mut out = String::new();
    while let Some(piece) = pieces.next() {
        out.push_str(piece);
        let Some(next) = pieces.peek() else { break };
        let goes_on = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
        let is_part = out.ends_with(goes_on) || next.starts_with(goes_on);
        let is_part = is_part || next.starts_with('/') && example != EXAMPLE_HOST;
        out.push_str(if is_part { example } else { name });
    }
    out
}

/// The paths of examples on pages.
const EXAMPLE_PATHS: &[&str] = &[
    "example.com/project/package",
    "git.example.com/team/project",
    "git.example.com/team/lib",
    "github.com/owner/project",
    "example.com/project",
];

/// The host of examples on pages.
const EXAMPLE_HOST: &str = "git.example.com";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::text::context::Context;

    #[test]
    fn lines_name_what_failed() {
        let context = Context::default();
        let text = "go: a.test/b@v1.0.0: Get \"https://px.test/a.test/b/@v/list\": EOF";
        let seen = Seen::of(text, &context);
        for (line, due) in [
            ("curl https://git.example.com/x", "curl https://px.test/x"),
            ("go get example.com/project@latest", "go get a.test/b@latest"),
            ("go get example.com/project/package", "go get a.test/b"),
            ("go get example.com/project/other", "go get example.com/project/other"),
            ("ssh -T git@git.example.com", "ssh -T git@px.test"),
        ] {
            assert_eq!(named(line, &seen), due);
        }
    }
}
