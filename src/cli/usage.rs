//! A command line that says nothing that can be done.

use std::ffi::{OsStr, OsString};

use clap::{
    ArgMatches, FromArgMatches as _, ValueEnum,
    error::{ContextKind, ContextValue, ErrorKind},
};

use super::{
    advice,
    args::{self, Args, Color, Format},
};
use crate::{problem::Problem, render::Painter};

/// Why no action follows from the arguments.
pub(super) enum Stop {
    /// Help or version was asked for; the text.
    Help(String),
    /// The command line does not hold.
    Usage(Problem),
}

/// What decides how an error is shown, as far as it can be seen in arguments that do not hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Glimpse {
    pub(super) format: Format,
    pub(super) color: Color,
}

impl Glimpse {
    /// Looks for `--format` and `--color` in front of a `--`.
    pub(super) fn of(argv: &[OsString]) -> Self {
        let json = argv.iter().take_while(|arg| *arg != "--").any(|arg| arg == "--json");
        let format = || value_of(argv, "--format").unwrap_or_default();
        Self {
            format: if json { Format::Json } else { format() },
            color: value_of(argv, "--color").unwrap_or_default(),
        }
    }
}

/// The arguments, or why they cannot be acted on.
pub(super) fn parse(words: &[OsString], out: Painter) -> Result<Args, Stop> {
    let words = &spelled_out(words);
    let args = matches(words).and_then(|matches| Args::from_arg_matches(&matches));
    let mut args = args.map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Stop::Help(help(&error, out)),
        _ => Stop::Usage(problem(&error, words)),
    })?;
    args.common.levels.order(words);
    Ok(args)
}

/// The words with `help COMMAND` and `version` as clap has them: `COMMAND --help`, `--version`.
fn spelled_out(words: &[OsString]) -> Vec<OsString> {
    match words {
        [own, help, command @ ..] if help == "help" => {
            [std::slice::from_ref(own), command, &["--help".into()]].concat()
        }
        [own, version, ..] if version == "version" => vec![own.clone(), "--version".into()],
        _ => words.to_vec(),
    }
}

/// Reads the words by the one command that they begin with; where that does not do, by all. A path
/// in the place of the command is to be resolved; a file or a folder is to be checked.
fn matches(words: &[OsString]) -> clap::error::Result<ArgMatches> {
    let alone = words.get(1).and_then(|name| args::alone(name));
    let read = alone.and_then(|command| command.try_get_matches_from(words).ok());
    read.map_or_else(|| args::command().try_get_matches_from(words), Ok).or_else(|error| {
        if let Some(round) = round(&error, words) {
            return Ok(round);
        }
        let place = bare_path(&error, words).ok_or(error)?;
        let (before, path) = words.split_at(place);
        let local = path.first().and_then(|word| of_module(word));
        match (local, path) {
            (Some(place), [_, rest @ ..]) => {
                matches(&[before, &["check".into(), place], rest].concat())
            }
            _ => matches(&[before, &["resolve".into()], path].concat()),
        }
    })
}

/// The file or the folder of a module that a word names.
fn of_module(word: &OsStr) -> Option<OsString> {
    let text = word.to_str()?;
    let is_file = ["go.mod", "go.work"].contains(&text.rsplit('/').next()?);
    local(text).or_else(|| is_file.then_some(text)).map(OsString::from)
}

/// The file or folder that a text names by its place on this machine: `./...` is the folder that it begins with.
pub(super) fn local(text: &str) -> Option<&str> {
    let is_local = matches!(text, "." | "..") || text.starts_with("./") || text.starts_with("../");
    is_local.then(|| text.strip_suffix("/...").unwrap_or(text))
}

/// The round, where the words name no command and hold for it.
fn round(error: &clap::Error, words: &[OsString]) -> Option<ArgMatches> {
    let kinds = [ErrorKind::MissingSubcommand, ErrorKind::UnknownArgument];
    let own = words.get(..1).filter(|_| kinds.contains(&error.kind())).unwrap_or_default();
    let rest = words.get(1..).unwrap_or_default();
    let is_named =
        args::command().get_subcommands().any(|it| rest.iter().any(|word| word == it.get_name()));
    let words = [own, &["round".into()], rest].concat();
    let read = || args::command().try_get_matches_from(words);
    (!own.is_empty() && !is_named).then(read)?.ok()
}

/// The place of the word that clap takes for a command, where it is none and no name could be one.
fn bare_path(error: &clap::Error, words: &[OsString]) -> Option<usize> {
    let word = unknown_command(error)?;
    let place = words.iter().skip(1).position(|it| it.to_string_lossy() == word)? + 1;
    let below = words.iter().take(place).skip(1).any(|it| *it == "lab");
    (word.contains(['.', '/', ':']) && !below).then_some(place)
}

fn unknown_command(error: &clap::Error) -> Option<&str> {
    match error.get(ContextKind::InvalidSubcommand)? {
        ContextValue::String(word) => Some(word),
        _ => None,
    }
}

fn help(error: &clap::Error, out: Painter) -> String {
    let text = error.render();
    if out.color { text.ansi().to_string() } else { text.to_string() }
}

/// clap's message as a problem: its first paragraphs say why.
fn problem(error: &clap::Error, words: &[OsString]) -> Problem {
    let words: Vec<_> = words.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let known = unknown_command(error).is_some_and(advice::is_known);
    Problem::new(
        "the command line cannot be understood",
        why(&error.render().to_string(), !known),
        advice::next(error, &words),
    )
}

/// The paragraphs of clap's message that say why, its tip where that is wanted.
fn why(message: &str, tip: bool) -> String {
    let paragraphs = message.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    let elsewhere =
        |part: &&str| part.starts_with("Usage:") || part.starts_with("For more information");
    let why = paragraphs.filter(|part| !elsewhere(part) && (tip || !part.starts_with("tip:")));
    let why: Vec<_> = why.map(one_line).collect();
    why.join("; ").trim_start_matches("error: ").to_owned()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn value_of<T: ValueEnum>(argv: &[OsString], option: &str) -> Option<T> {
    let mut words = argv.iter().take_while(|arg| *arg != "--").map(OsString::as_os_str);
    let mut found = None;
    while let Some(arg) = words.next() {
        let value = if arg == option { words.next() } else { attached(arg, option) };
        found = value.and_then(|value| T::from_str(value.to_str()?, false).ok()).or(found);
    }
    found
}

/// The value in `--option=value`.
fn attached<'a>(arg: &'a OsStr, option: &str) -> Option<&'a OsStr> {
    arg.to_str()?.strip_prefix(option)?.strip_prefix('=').map(OsStr::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(argv: &[&str]) -> Format {
        let argv: Vec<_> = argv.iter().map(OsString::from).collect();
        Glimpse::of(&argv).format
    }

    #[test]
    fn sees_the_format_in_arguments_that_do_not_hold() {
        assert_eq!(format(&["x", "--bogus", "--format", "json"]), Format::Json);
        assert_eq!(format(&["x", "--format=jsonl", "--bogus"]), Format::Jsonl);
        assert_eq!(format(&["x", "--format"]), Format::Human);
        assert_eq!(format(&["x", "--", "--format", "json"]), Format::Human);
        assert_eq!(format(&["x", "--formats=json"]), Format::Human);
    }

    #[test]
    fn a_command_alone_is_read_as_among_all() {
        for line in [
            "resolve a.test/b",
            "resolve --module --go 1.21 --deny warnings a.test/b a.test/c --format json",
            "resolve -v --timeout 5 --report html=x -- -p",
            "check go.mod --jobs 4 --retry 1 --color never",
            "check --lint vanity.yaml --host a.test --baseline x -q",
        ] {
            let words: Vec<_> =
                ["x"].into_iter().chain(line.split(' ')).map(OsString::from).collect();
            let read = |command: clap::Command| {
                let matches = command.try_get_matches_from(&words).map_err(|e| e.to_string());
                Args::from_arg_matches(&matches.unwrap()).unwrap()
            };
            let alone = read(args::alone(&words[1]).unwrap());
            assert_eq!(format!("{alone:?}"), format!("{:?}", read(args::command())), "{line}");
        }
    }

    #[test]
    fn a_path_in_place_of_a_command_is_resolved() {
        let read = |line: &str| {
            let words: Vec<_> = line.split(' ').map(OsString::from).collect();
            matches(&words).map(|it| format!("{it:?}")).map_err(|error| error.to_string())
        };
        for (bare, full) in [
            ("x a.test/b", "x resolve a.test/b"),
            ("x a.test/b c.test --module -q", "x resolve a.test/b c.test --module -q"),
            ("x --format json a.test", "x --format json resolve a.test"),
            ("x a/b", "x resolve a/b"),
            ("x https://a.test", "x resolve https://a.test"),
            ("x ssh:a", "x resolve ssh:a"),
            ("x ./folder", "x check ./folder"),
            ("x ./...", "x check ."),
            ("x . --json", "x check . --json"),
            ("x go.mod -q", "x check go.mod -q"),
            ("x ../a/go.mod", "x check ../a/go.mod"),
        ] {
            assert_eq!(read(bare), read(full), "{bare}");
            assert!(read(bare).is_ok(), "{bare}");
        }
        for line in ["x resovle", "x lab a.test/b", "x a", "x a.test --bogus"] {
            assert!(read(line).is_err(), "{line}");
        }
        assert!(read("x resovle a.test/b").is_err_and(|error| error.contains("'resolve'")));
    }

    #[test]
    fn says_why() {
        let message = "error: unexpected argument '--x' found\n\n  tip: a similar argument exists: \
                       '--y'\n\nUsage: goget-doctor resolve [OPTIONS] <PATH>...\n\nFor more \
                       information, try '--help'.\n";
        let said = "unexpected argument '--x' found; tip: a similar argument exists: '--y'";
        assert_eq!(why(message, true), said);
        assert_eq!(why(message, false), "unexpected argument '--x' found");
    }
}
