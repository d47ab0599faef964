//! Options that are none, that do not go together, or that take no value.

use clap::{Arg, error::ContextKind};

use super::{args, of_line, replaced, text};

/// The line with the option that was meant in the place of the word that is none.
pub(super) fn meant(error: &clap::Error, words: &[String]) -> Option<Vec<String>> {
    let wrong = text(error, ContextKind::InvalidArg)?;
    let place = words.iter().position(|word| word == wrong || long(word) == Some(wrong));
    let place = place.or_else(|| words.iter().position(|word| is_first_of(word, wrong)))?;
    let word = words.get(place)?;
    if !word.starts_with('-') {
        // One word too many.
        return replaced(words, place, 1, []);
    }
    if let Some(line) = known(words, place) {
        return Some(line);
    }
    let suggested = text(error, ContextKind::SuggestedArg);
    let right = suggested.map(|right| word.replacen(wrong, right, 1)).or_else(|| doubled(word))?;
    replaced(words, place, 1, [&*right])
}

/// The line without the first of two options that do not go together: what was typed last is meant.
pub(super) fn without_one(error: &clap::Error, words: &[String]) -> Option<Vec<String>> {
    let (command, all) = (of_line(words)?, args::command());
    let both = [ContextKind::InvalidArg, ContextKind::PriorArg].map(|kind| text(error, kind));
    let places = both.into_iter().flatten().filter_map(|shown| {
        let mut arguments = command.get_arguments().chain(all.get_arguments());
        let argument = arguments.find(|it| is_shown_as(it, shown))?;
        let place = words.iter().position(|word| is_spelled(argument, word))?;
        let apart = argument.get_action().takes_values() && long(words.get(place)?).is_none();
        Some((place, 1 + usize::from(apart)))
    });
    let (place, count) = places.min()?;
    replaced(words, place, count, [])
}

/// The line without the value of an option that takes none.
pub(super) fn without_value(error: &clap::Error, words: &[String]) -> Option<Vec<String>> {
    let option = text(error, ContextKind::InvalidArg)?;
    let place = words.iter().position(|word| long(word) == Some(option))?;
    replaced(words, place, 1, [option])
}

/// The line with an option of other tools in the doctor's words.
fn known(words: &[String], place: usize) -> Option<Vec<String>> {
    let word = words.get(place)?;
    let (option, attached) =
        word.split_once('=').map_or((&**word, None), |(option, value)| (option, Some(value)));
    let behind = words.get(place + 1).map(String::as_str);
    let (takes, right): (bool, Vec<String>) = match option {
        "-u" | "-d" | "-t" | "-a" | "-m" | "-e" => (false, Vec::new()),
        "-x" => (false, vec!["--format".into(), "go".into()]),
        "-f" | "--out-format" | "--output-format" => (false, vec!["--format".into()]),
        "--debug" => (false, vec!["--verbose".into()]),
        "-s" | "--silent" => (false, vec!["--quiet".into()]),
        "--no-color" | "--no-colour" => (false, vec!["--color".into(), "never".into()]),
        "--no-network" => (false, vec!["--offline".into()]),
        "--no-fail" | "--no-exit-code" => (false, vec!["--exit-zero".into()]),
        "-p" | "-j" | "--parallel" | "--concurrency" => (false, vec!["--jobs".into()]),
        "--strict" | "--werror" => (false, vec!["--deny".into(), "warnings".into()]),
        "--fail-on" | "--error-on" => (true, vec!["--deny".into(), "warnings".into()]),
        "--proxy" | "--goproxy" => (true, variable("GOPROXY", attached.or(behind)?)),
        "--private" | "--goprivate" => (true, variable("GOPRIVATE", attached.or(behind)?)),
        "--sumdb" | "--gosumdb" => (true, variable("GOSUMDB", attached.or(behind)?)),
        "--cacert" | "--cafile" => (true, variable("SSL_CERT_FILE", attached.or(behind)?)),
        _ => return None,
    };
    let kept = attached.filter(|_| !takes);
    let count = 1 + usize::from(takes && attached.is_none() && behind.is_some());
    replaced(words, place, count, right.iter().map(String::as_str).chain(kept))
}

fn variable(name: &str, value: &str) -> Vec<String> {
    vec!["--env".into(), format!("{name}={value}")]
}

/// Whether clap shows an argument so: `--jobs <N>`, `--quiet`, `[PATH]`.
fn is_shown_as(argument: &Arg, shown: &str) -> bool {
    let name = shown.split_whitespace().next().and_then(|name| name.strip_prefix("--"));
    name.is_some_and(|name| argument.get_long() == Some(name))
}

/// Whether a word is the argument, by its long or its short name.
fn is_spelled(argument: &Arg, word: &str) -> bool {
    let name = word.strip_prefix("--").map(|name| name.split('=').next().unwrap_or_default());
    let letter = word.strip_prefix('-').and_then(|word| word.chars().next());
    name.is_some_and(|name| argument.get_long() == Some(name))
        || (letter.is_some() && letter == argument.get_short())
}

/// The option in front of a `=`.
fn long(word: &str) -> Option<&str> {
    word.split_once('=').map(|(option, _)| option)
}

/// Whether `wrong` is the first letter of options in one word: `-json`.
fn is_first_of(word: &str, wrong: &str) -> bool {
    word.starts_with(wrong) && wrong.len() == 2 && doubled(word).is_some()
}

/// `-json` with the second hyphen of a long option.
fn doubled(word: &str) -> Option<String> {
    (word.len() > 2 && word.starts_with('-') && !word.starts_with("--")).then(|| format!("-{word}"))
}
