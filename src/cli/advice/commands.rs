//! Words of commands: what somebody who knows other tools means by them.

use clap::error::{ContextKind, ContextValue};

use super::{args, replaced, text};
use crate::go::cmd::std::is_standard;

/// Whether a word that is no command means something here, so that what clap finds similar is beside the point.
pub(in crate::cli) fn is_known(word: &str) -> bool {
    meaning(word).is_some() || ["go", "mod", "git", "curl"].contains(&word) || is_standard(word)
}

/// The line with the command that was meant in the place of the word that is none.
pub(super) fn meant(error: &clap::Error, words: &[String]) -> Option<Vec<String>> {
    let wrong = text(error, ContextKind::InvalidSubcommand)?;
    let place = words.iter().skip(1).position(|word| word == wrong)? + 1;
    if words.iter().take(place).any(|word| word == "lab") {
        return below_lab(words, place, wrong);
    }
    if let Some(line) = of_tools(words, place) {
        return Some(line);
    }
    let lower = wrong.to_lowercase();
    let right: Vec<&str> = match meaning(wrong) {
        Some(_) if wrong == "why" && is_path(words.get(place + 1)) => vec!["resolve"],
        Some(right) => right.to_vec(),
        None if wrong.contains(['.', '/', ':']) || is_standard(wrong) => vec!["resolve", wrong],
        None if args::command().find_subcommand(&lower).is_some() => vec![&lower],
        None => vec![alike(error, wrong)?],
    };
    replaced(words, place, 1, right)
}

/// Of the commands that clap finds similar the one that begins most like the word: `resolve` for `resolv`, not `serve`.
fn alike<'a>(error: &'a clap::Error, wrong: &str) -> Option<&'a str> {
    let start = |name: &str| name.chars().zip(wrong.chars()).take_while(|(a, b)| a == b).count();
    match error.get(ContextKind::SuggestedSubcommand)? {
        ContextValue::String(name) => Some(name),
        ContextValue::Strings(names) => {
            names.iter().map(String::as_str).max_by_key(|name| start(name))
        }
        _ => None,
    }
}

/// The line with the first command below one that was typed alone.
pub(super) fn first_below(words: &[String]) -> Option<Vec<String>> {
    let below = super::of_line(words).filter(|command| command.get_name() != "goget-doctor")?;
    let first = below.get_subcommands().next()?.get_name().to_owned();
    replaced(words, words.len(), 0, [&*first])
}

/// `lab NAME` with the word that it lacks.
fn below_lab(words: &[String], place: usize, wrong: &str) -> Option<Vec<String>> {
    #[cfg(feature = "lab")]
    if let Some(name) = crate::lab::suggest(wrong) {
        return replaced(words, place, 1, ["run", name]);
    }
    let _ = wrong;
    replaced(words, place, words.len() - place, ["list"])
}

/// What a command line of go, git or curl asks for, from `place` on.
fn of_tools(words: &[String], place: usize) -> Option<Vec<String>> {
    let word = |at: usize| words.get(place + at).map_or("", String::as_str);
    let (count, right): (usize, &[&str]) = match (word(0), word(1)) {
        ("go", "get" | "install" | "run") if is_path(words.last()) => (2, &["resolve"]),
        ("go", "list") => (2, &["resolve", "--module"]),
        ("go", "env") => (words.len() - place, &["env"]),
        ("go", "version") => (words.len() - place, &["--version"]),
        ("go", "mod") => return modules(words, place, word(2)),
        ("mod", command) => return modules(words, place, command),
        ("go", "build" | "test" | "vet" | "generate" | "run" | "install" | "work") => {
            (words.len() - place, &["check"])
        }
        ("git", "clone") => (2, &["resolve"]),
        ("curl", _) => {
            let url = words.iter().find(|word| word.contains("://"))?;
            return replaced(words, place, words.len() - place, ["meta", url]);
        }
        _ => return None,
    };
    replaced(words, place, count, right.iter().copied())
}

/// `go mod COMMAND`, for the go.mod of the folder.
fn modules(words: &[String], place: usize, command: &str) -> Option<Vec<String>> {
    let graph = (command == "graph").then_some("--graph");
    replaced(words, place, words.len() - place, ["check"].into_iter().chain(graph))
}

fn is_path(word: Option<&String>) -> bool {
    word.is_some_and(|word| word.contains('/') && !word.starts_with('.'))
}

/// The words of the doctor for a word of other tools.
fn meaning(word: &str) -> Option<&'static [&'static str]> {
    Some(match word {
        "get" | "install" | "fetch" | "lookup" | "diagnose" | "test" => &["resolve"],
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
        "play" | "run" => &["lab", "run"],
        "completion" => &["completions"],
        _ => return None,
    })
}
