//! The next command for a command line that does not hold: the same line set right where it is plain what was meant.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::args;
use crate::{secret::redact_url, shell};

/// What to type next; `words` are those of the command line, the doctor's own name first.
pub(super) fn next(error: &clap::Error, words: &[String]) -> String {
    let corrected = corrected(error, words).filter(|line| holds(line));
    let named = corrected.map(|line| shown(&line)).filter(|line| redact_url(line) == *line);
    named.or_else(|| example(error, words)).unwrap_or_else(|| help(words))
}

/// The help of the command that the line names.
pub(super) fn help(words: &[String]) -> String {
    let names: Vec<_> = names(words).collect();
    [&["goget-doctor"], &names[..], &["--help"]].concat().join(" ")
}

/// What somebody who knows other tools means by a word: the words of the doctor for it.
pub(super) fn meaning(word: &str) -> Option<&'static [&'static str]> {
    Some(match word {
        "get" | "install" | "fetch" | "lookup" | "diagnose" | "run" | "test" => &["resolve"],
        "go" => &[],
        "download" => &["resolve", "--download"],
        "list" => &["resolve", "--module"],
        "versions" => &["resolve", "--versions"],
        "verify" | "validate" | "preflight" | "ci" => &["check"],
        "lint" => &["check", "--lint"],
        "cert" | "tls" | "x509" | "ssl" => &["certs"],
        "login" | "auth" | "credentials" => &["netrc"],
        "page" | "html" | "tag" => &["meta"],
        "log" | "why" | "error" => &["explain"],
        "config" | "settings" => &["env"],
        "scenarios" => &["lab", "list"],
        "completion" => &["completions"],
        _ => return None,
    })
}

/// The line with what clap, or [`meaning`], would have in the place of the word that does not hold.
fn corrected(error: &clap::Error, words: &[String]) -> Option<Vec<String>> {
    if error.kind() == ErrorKind::InvalidSubcommand {
        return command(error, words);
    }
    let (wrong, right) = match error.kind() {
        ErrorKind::UnknownArgument => {
            let wrong = text(error, ContextKind::InvalidArg)?;
            (wrong, text(error, ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidValue => {
            let wrong = text(error, ContextKind::InvalidValue)?;
            (wrong, text(error, ContextKind::SuggestedValue))
        }
        _ => return None,
    };
    let place = words.iter().position(|word| word == wrong || long(word) == Some(wrong));
    let place = place.or_else(|| words.iter().position(|word| is_of(word, wrong)))?;
    let word = words.get(place)?;
    let right = right.map(|right| word.replacen(wrong, right, 1)).or_else(|| doubled(word))?;
    let mut line = words.to_vec();
    *line.get_mut(place)? = right;
    Some(line)
}

fn command(error: &clap::Error, words: &[String]) -> Option<Vec<String>> {
    let wrong = text(error, ContextKind::InvalidSubcommand)?;
    let place = words.iter().skip(1).position(|word| word == wrong)? + 1;
    let suggested = text(error, ContextKind::SuggestedSubcommand).map(|it| vec![it.to_owned()]);
    let meant = meaning(wrong).map(|meant| meant.iter().map(|&it| it.to_owned()).collect());
    let line = [words.get(..place)?, &meant.or(suggested)?, words.get(place + 1..)?].concat();
    if holds(&line) { Some(line) } else { again(&line) }
}

/// `go get PATH`: the word behind the one that means nothing is wrong as well.
fn again(line: &[String]) -> Option<Vec<String>> {
    let error = args::command().try_get_matches_from(line).err()?;
    let right = text(&error, ContextKind::InvalidSubcommand).and_then(meaning)?;
    (line.get(1).map(String::as_str) == text(&error, ContextKind::InvalidSubcommand))
        .then_some(())?;
    let right: Vec<String> = right.iter().map(|&it| it.to_owned()).collect();
    Some([line.get(..1)?, &right, line.get(2..)?].concat())
}

/// The option in front of a `=`.
fn long(word: &str) -> Option<&str> {
    word.split_once('=').map(|(option, _)| option)
}

/// Whether `wrong` is the value in a word `--option=value`, or the first letter of options in one word `-json`.
fn is_of(word: &str, wrong: &str) -> bool {
    word.split_once('=').is_some_and(|(_, value)| value == wrong)
        || (word.starts_with(wrong) && wrong.len() == 2 && doubled(word).is_some())
}

/// `-json` with the second hyphen of a long option.
fn doubled(word: &str) -> Option<String> {
    (word.len() > 2 && word.starts_with('-') && !word.starts_with("--")).then(|| format!("-{word}"))
}

fn holds(line: &[String]) -> bool {
    args::command().try_get_matches_from(line).is_ok()
}

fn shown(line: &[String]) -> String {
    let words = line.iter().skip(1).map(|word| shell::word(word));
    ["goget-doctor".to_owned()].into_iter().chain(words).collect::<Vec<_>>().join(" ")
}

/// The first example of the command, where nothing but its name was typed.
fn example(error: &clap::Error, words: &[String]) -> Option<String> {
    (error.kind() == ErrorKind::MissingRequiredArgument).then_some(())?;
    (names(words).count() + 1 == words.len()).then_some(())?;
    let mut command = args::command();
    for name in names(words) {
        command = command.find_subcommand(name)?.clone();
    }
    let examples = command.get_before_help()?.to_string();
    let mut lines = examples.lines().map(str::trim);
    let own = |line: &&str| line.starts_with("goget-doctor ");
    lines.find(own).and_then(|line| line.split("  ").next()).map(str::to_owned)
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

fn text(error: &clap::Error, kind: ContextKind) -> Option<&str> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text),
        ContextValue::Strings(texts) => texts.first().map(String::as_str),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn advised(line: &str) -> String {
        let words: Vec<String> =
            format!("goget-doctor {line}").split(' ').map(Into::into).collect();
        let error = args::command().try_get_matches_from(&words).unwrap_err();
        next(&error, &words)
    }

    #[test]
    fn the_line_is_set_right_where_it_is_plain_what_was_meant() {
        for (line, next) in [
            ("resolv a.test/b", "resolve a.test/b"),
            ("get a.test/b@v1", "resolve a.test/b@v1"),
            ("go get a.test/b", "resolve a.test/b"),
            ("go mod download", "--help"),
            ("download a.test/b@v1.0.0", "resolve --download a.test/b@v1.0.0"),
            ("lint go.sum", "check --lint go.sum"),
            ("resolve a.test/b --formt json", "resolve a.test/b --format json"),
            ("resolve a.test/b --formt=json", "resolve a.test/b --format=json"),
            ("check --format junitt", "check --format junit"),
            ("check --format=junitt", "check --format=junit"),
            ("-json resolve a.test/b", "--json resolve a.test/b"),
            ("resolve a.test/b --until zip", "resolve --help"),
            ("resolve", "resolve example.com/pkg"),
            ("lab run", "lab run --help"),
            ("certs --chain x.pem", "certs --help"),
            ("completions", "completions fish | source"),
            ("lab nosuch", "lab --help"),
            ("completions tcsh", "completions zsh"),
            ("explore", "--help"),
        ] {
            assert_eq!(advised(line), format!("goget-doctor {next}"), "{line}");
        }
    }

    #[test]
    fn no_secret_is_repeated() {
        assert_eq!(advised("get https://u:hunter2@a.test/b"), "goget-doctor --help");
    }
}
