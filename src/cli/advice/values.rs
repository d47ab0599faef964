//! Values that an option does not take, and those that are missing.

use clap::error::{ContextKind, ContextValue};

use super::{replaced, text};
use crate::{go::version::Version, stages::catalogue};

/// The line with the value that was meant in the place of the one that is none.
pub(super) fn meant(error: &clap::Error, words: &[String]) -> Option<Vec<String>> {
    let option = text(error, ContextKind::InvalidArg)?.split(' ').next()?;
    let wrong = text(error, ContextKind::InvalidValue)?;
    let right = text(error, ContextKind::SuggestedValue).map(str::to_owned);
    let right = right.or_else(|| alike(error, wrong)).or_else(|| known(option, wrong));
    let right = right.or_else(|| sample(option).map(str::to_owned))?;
    if wrong.is_empty() {
        // None was typed.
        let place = words.iter().position(|word| word == option)?;
        return replaced(words, place + 1, 0, [&*right]);
    }
    let place = words
        .iter()
        .position(|word| word.split('=').any(|part| holds(part, wrong)) || word == wrong)?;
    let word = words.get(place)?.replace(wrong, &right);
    replaced(words, place, 1, [&*word])
}

/// The line with a sample of what is missing. An option that took the path for its value gets one of its own.
pub(super) fn completed(error: &clap::Error, words: &[String]) -> Option<Vec<String>> {
    let missing = text(error, ContextKind::InvalidArg)?;
    if words.ends_with(&["lab".to_owned(), "run".to_owned()]) {
        return replaced(words, words.len() - 1, 1, ["list"]);
    }
    if super::names(words).count() + 1 == words.len() {
        // The first example of the command is a better one.
        return None;
    }
    let swallowed = words.iter().position(|word| ["--save", "-o", "--output"].contains(&&**word));
    if let Some(place) = swallowed.filter(|place| place + 2 == words.len()) {
        return replaced(words, place + 1, 0, [sample(words.get(place)?)?]);
    }
    let option = missing.split(' ').next()?;
    let named = option.starts_with("--").then_some(option);
    let value = sample(option)?;
    replaced(words, words.len(), 0, named.into_iter().chain([value]))
}

/// One of the values that the option takes, which differs in case alone.
fn alike(error: &clap::Error, wrong: &str) -> Option<String> {
    match error.get(ContextKind::ValidValue)? {
        ContextValue::Strings(valid) => {
            valid.iter().find(|it| it.eq_ignore_ascii_case(wrong)).cloned()
        }
        _ => None,
    }
}

/// What was meant by a value that somebody may have from elsewhere.
fn known(option: &str, wrong: &str) -> Option<String> {
    let right = match (option, wrong) {
        ("--until", "zip" | "download" | "all") => "package",
        ("--until", "mod" | "go.mod") => "module",
        ("--until", "list" | "query") => "version",
        ("--until", "repo" | "discovery" | "meta") => "root",
        ("--format", "text" | "plain" | "pretty" | "table") => "human",
        ("--format", "yaml" | "yml" | "toml") => "json",
        ("--format", "ndjson" | "jsonlines") => "jsonl",
        ("--format", "md") => "markdown",
        ("--format", "prometheus") => "openmetrics",
        ("--go", _) => return Some(release(wrong)),
        ("--deny" | "--warn" | "--allow", _) => {
            return catalogue::nearest(wrong).map(str::to_owned);
        }
        _ => return None,
    };
    Some(right.to_owned())
}

/// The release that is nearest to what was typed: `go1.24rc1`, `latest`, `1.7`.
fn release(wrong: &str) -> String {
    let bare = wrong.trim_start_matches("go").trim_start_matches('v');
    let minor = bare.strip_prefix("1.").map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default().to_owned()
    });
    let typed = minor.and_then(|minor| format!("1.{minor}").parse::<Version>().ok());
    match typed {
        Some(version) if version.is_known() => version.to_string(),
        Some(version) if version < Version::OLDEST => Version::OLDEST.to_string(),
        _ => Version::NEWEST.to_string(),
    }
}

/// A value that an argument takes.
fn sample(argument: &str) -> Option<&'static str> {
    Some(match argument {
        "--at" => "2027-01-31",
        "--connect-to" => "example.com:443:127.0.0.1:8443",
        "--env" => "GOPROXY=direct",
        "--format" => "json",
        "--go" => "1.27",
        "--host" => "git.example.com",
        "--jobs" => "8",
        "--max-body" | "--max-zip" | "--max-fetch" => "1000000",
        "--output" | "-o" => "out.txt",
        "--report" => "sarif=out.sarif",
        "--retry" => "3",
        "--save" => "run.jsonl",
        "--shard" => "1/2",
        "--timeout" => "10",
        "--until" => "package",
        "<PATH[@QUERY]>..." => "example.com/pkg",
        "<SECOND>" => "ci.jsonl",
        _ => return None,
    })
}

/// Whether a word, or one of the parts between its commas, is the value.
fn holds(word: &str, wrong: &str) -> bool {
    word.split(',').any(|part| part == wrong)
}
