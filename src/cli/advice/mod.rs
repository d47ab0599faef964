//! The next command for a command line that does not hold: the same line set right where it is plain what was meant.

mod commands;
mod options;
mod values;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::args;
use crate::{secret::redact_url, shell};

pub(super) use commands::is_known;

/// What to type next; `words` are those of the command line, the doctor's own name first.
pub(super) fn next(error: &clap::Error, words: &[String]) -> String {
    let corrected = repaired(error, words, REPAIRS).map(|line| shown(&line));
    let corrected = corrected.filter(|line| redact_url(line) == *line);
    corrected.or_else(|| example(error, words)).unwrap_or_else(|| help(words))
}

/// How many words of a line are set right, one after the other.
const REPAIRS: usize = 5;

/// The help of the command that the line names.
pub(super) fn help(words: &[String]) -> String {
    let names: Vec<_> = names(words).collect();
    [&["goget-doctor"], &names[..], &["--help"]].concat().join(" ")
}

/// The line with each word that does not hold set right, where that is known of all of them.
fn repaired(error: &clap::Error, words: &[String], left: usize) -> Option<Vec<String>> {
    let line = corrected(error, words)?;
    match args::command().try_get_matches_from(&line) {
        Ok(_) => Some(line),
        Err(error) if is_help(&error) => Some(line),
        Err(error) if left > 0 => repaired(&error, &line, left - 1),
        Err(_) => None,
    }
}

fn is_help(error: &clap::Error) -> bool {
    matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion)
}

/// The line with one word set right.
fn corrected(error: &clap::Error, words: &[String]) -> Option<Vec<String>> {
    match error.kind() {
        ErrorKind::ArgumentConflict => options::without_one(error, words),
        ErrorKind::InvalidSubcommand => commands::meant(error, words),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => values::meant(error, words),
        ErrorKind::MissingRequiredArgument => values::completed(error, words),
        ErrorKind::MissingSubcommand => commands::first_below(words),
        ErrorKind::TooManyValues => options::without_value(error, words),
        ErrorKind::UnknownArgument => options::meant(error, words),
        _ => None,
    }
}

fn shown(line: &[String]) -> String {
    let words = line.iter().skip(1).map(|word| shell::word(word));
    ["goget-doctor".to_owned()].into_iter().chain(words).collect::<Vec<_>>().join(" ")
}

/// The first example of the command, where nothing but its name was typed.
fn example(error: &clap::Error, words: &[String]) -> Option<String> {
    (error.kind() == ErrorKind::MissingRequiredArgument).then_some(())?;
    (names(words).count() + 1 == words.len()).then_some(())?;
    let examples = of_line(words)?.get_before_help()?.to_string();
    let mut lines = examples.lines().map(str::trim);
    let own = |line: &&str| line.starts_with("goget-doctor ");
    lines.find(own).and_then(|line| line.split("  ").next()).map(str::to_owned)
}

/// The command that the line names.
fn of_line(words: &[String]) -> Option<clap::Command> {
    let mut command = args::command();
    for name in names(words) {
        command = command.find_subcommand(name)?.clone();
    }
    Some(command)
}

/// The words that name a command, and one below it.
fn names(words: &[String]) -> impl Iterator<Item = &str> {
    let all = args::command();
    let mut below = Some(all);
    words.iter().skip(1).map(String::as_str).filter(|word| !word.starts_with('-')).map_while(
        move |word| {
            below = below.as_ref()?.find_subcommand(word).cloned();
            below.as_ref().map(|_| word)
        },
    )
}

/// The first text that clap has for a part of an error.
fn text(error: &clap::Error, kind: ContextKind) -> Option<&str> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text),
        ContextValue::Strings(texts) => texts.first().map(String::as_str),
        _ => None,
    }
}

/// The line with `right` in the place of `count` words from `place` on.
fn replaced<'a>(
    words: &[String],
    place: usize,
    count: usize,
    right: impl IntoIterator<Item = &'a str>,
) -> Option<Vec<String>> {
    let right: Vec<String> = right.into_iter().map(str::to_owned).collect();
    Some([words.get(..place)?, &right, words.get(place + count..)?].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn advised(line: &str) -> String {
        let words: Vec<String> =
            format!("goget-doctor {line}").split(' ').map(Into::into).collect();
        let error = args::command().try_get_matches_from(&words).unwrap_err();
        let next = next(&error, &words);
        next.strip_prefix("goget-doctor ").unwrap_or(&next).to_owned()
    }

    #[test]
    fn words_of_other_commands_are_understood() {
        for (line, next) in [
            ("resolv a.test/b", "resolve a.test/b"),
            ("RESOLVE a.test/b", "resolve a.test/b"),
            ("get a.test/b@v1", "resolve a.test/b@v1"),
            ("get a.test/b -u", "resolve a.test/b"),
            ("-u a.test/b", "resolve a.test/b"),
            ("go get a.test/b", "resolve a.test/b"),
            ("go get -u -x a.test/b", "resolve --format go a.test/b"),
            ("go install a.test/b@latest", "resolve a.test/b@latest"),
            ("go mod download", "check"),
            ("go mod tidy -v", "check"),
            ("mod graph", "check --graph"),
            ("go build ./...", "check"),
            ("go list -m a.test/b", "resolve --module a.test/b"),
            ("go env GOPROXY", "env"),
            ("go version", "--version"),
            ("git clone https://a.test/b", "resolve https://a.test/b"),
            ("curl -v https://a.test/b?go-get=1", "meta 'https://a.test/b?go-get=1'"),
            ("download a.test/b@v1.0.0", "resolve --download a.test/b@v1.0.0"),
            ("lint go.sum", "check --lint go.sum"),
            ("why a.test/b", "resolve a.test/b"),
            ("fmt", "resolve fmt"),
            ("net/http -q -v", "resolve net/http -v"),
            ("lab nosuch", "lab list"),
            ("lab run", "lab list"),
            ("lab own-ca-unsearched", "lab run own-ca-unsearched"),
            ("run own-ca-unsearched", "lab run own-ca-unsearched"),
            ("lab", "lab list"),
            ("explore", "--help"),
        ] {
            assert_eq!(advised(line), next, "{line}");
        }
    }

    #[test]
    fn options_are_set_right() {
        for (line, next) in [
            ("resolve a.test/b --formt json", "resolve a.test/b --format json"),
            ("resolve a.test/b --formt=json", "resolve a.test/b --format=json"),
            ("-json resolve a.test/b", "--json resolve a.test/b"),
            ("check -f json", "check --format json"),
            ("resolve -x a.test/b", "resolve --format go a.test/b"),
            ("resolve a.test/b --proxy direct", "resolve a.test/b --env GOPROXY=direct"),
            ("resolve a.test/b --proxy=direct", "resolve a.test/b --env GOPROXY=direct"),
            ("check --fail-on warning", "check --deny warnings"),
            ("check --strict", "check --deny warnings"),
            ("check --parallel 8", "check --jobs 8"),
            ("check --no-color", "check --color never"),
            ("resolve --verbose=2 a.test/b", "resolve --verbose a.test/b"),
            ("resolve -q -v a.test/b", "resolve -v a.test/b"),
            ("check --fail-fast --max-failures 1", "check --max-failures 1"),
            ("--Version", "--version"),
            ("lab list x", "lab list"),
            ("proxy https://a.test b c", "proxy https://a.test b"),
            ("resolve a.test/b --no-such-thing", "resolve --help"),
        ] {
            assert_eq!(advised(line), next, "{line}");
        }
    }

    #[test]
    fn values_are_set_right() {
        for (line, next) in [
            ("check --format junitt", "check --format junit"),
            ("check --format=junitt", "check --format=junit"),
            ("check --format JSON", "check --format json"),
            ("check --format yaml", "check --format json"),
            ("resolve a.test/b --until zip", "resolve a.test/b --until package"),
            ("resolve a.test/b --until go.mod", "resolve a.test/b --until module"),
            ("resolve --go latest a.test/b", "resolve --go 1.27 a.test/b"),
            ("resolve --go go1.24rc1 a.test/b", "resolve --go 1.24 a.test/b"),
            ("resolve --go 1.7 a.test/b", "resolve --go 1.8 a.test/b"),
            ("resolve --timeout 0 a.test/b", "resolve --timeout 10 a.test/b"),
            ("resolve --deny meta-absant a.test/b", "resolve --deny meta-absent a.test/b"),
            ("check --report sarif", "check --report sarif=out.sarif"),
            ("check --jobs 0", "check --jobs 8"),
            ("check --format", "check --format json"),
            ("resolve --save a.test/b", "resolve --save run.jsonl a.test/b"),
            ("certs --chain x.pem", "certs --chain x.pem --host git.example.com"),
            ("diff a.jsonl", "diff a.jsonl ci.jsonl"),
            ("completions tcsh", "completions zsh"),
            ("completions", "completions fish | source"),
            ("resolve", "resolve example.com/pkg"),
            ("resolve --json", "resolve --json example.com/pkg"),
        ] {
            assert_eq!(advised(line), next, "{line}");
        }
    }

    #[test]
    fn no_secret_is_repeated() {
        assert_eq!(advised("get https://u:hunter2@a.test/b"), "--help");
        assert_eq!(advised("check --proxy https://u:hunter2@a.test"), "check --help");
    }
}
