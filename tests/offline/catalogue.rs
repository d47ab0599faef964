//! The one catalogue: every name that a command can print is in it and no other one, and each page has its parts.
#![expect(clippy::disallowed_methods, reason = "a test reads the repository's files")]
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::{collections::BTreeSet, fs, path::Path};

use goget_doctor::{
    explain,
    render::{Painter, catalog},
    stages::{
        self,
        catalogue::{self, Named, Teller, sentence},
        files::rules,
        protocol,
    },
};
use serde_json::Value;

fn file(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The texts of all files below `folder`.
fn sources(folder: &Path, texts: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, texts);
        } else if path.extension().is_some_and(|end| end == "rs") {
            texts.push(fs::read_to_string(&path).unwrap());
        }
    }
}

/// The names of checks as the source declares them: `"NAME", Error, quiet in "SCENARIO"`.
fn declared() -> BTreeSet<String> {
    let mut texts = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut texts);
    let lines = texts.iter().flat_map(|text| text.lines());
    let declarations = lines.filter(|line| line.contains(", quiet in \""));
    declarations
        .filter_map(|line| Some(line.trim().strip_prefix('"')?.split('"').next()?.to_owned()))
        .collect()
}

fn names() -> BTreeSet<String> {
    catalogue::all().iter().map(|named| named.name.to_owned()).collect()
}

#[test]
fn every_name_that_a_command_prints_is_in_it_and_no_other() {
    let checks = stages::all().chain(stages::SETTINGS).chain(stages::ROOTS);
    let of_checks = checks.map(|check| check.name);
    let of_files = rules::ALL.iter().map(|rule| rule.name);
    let of_proxies = protocol::ALL.iter().map(|rule| rule.name);
    let of_logs = catalogue::known().map(|known| known.name);
    let printed = of_checks
        .chain(of_files)
        .chain(of_proxies)
        .chain(of_logs)
        .chain(catalogue::BARE.map(|(name, _)| name));
    let mut printed: BTreeSet<String> = printed.map(str::to_owned).collect();
    printed.extend(declared());
    assert_eq!(names(), printed);
}

#[test]
fn no_check_is_declared_and_left_out() {
    let listed: BTreeSet<String> = stages::pages().map(|check| check.name.to_owned()).collect();
    assert_eq!(declared(), listed);
}

#[test]
fn every_cause_of_a_real_log_has_its_page() {
    let cases = file("testdata/golden/errors.jsonl");
    let texts = cases.lines().map(|line| {
        serde_json::from_str::<Value>(line).unwrap()["text"].as_str().unwrap().to_owned()
    });
    let mut told = BTreeSet::new();
    for text in texts {
        let messages = explain::explain(text.as_bytes()).map(Result::unwrap);
        told.extend(messages.flat_map(|message| message.causes).map(|cause| cause.name));
    }
    assert!(told.len() > 100, "the logs tell {} causes", told.len());
    for name in told {
        let named = catalogue::find(&name).unwrap_or_else(|| panic!("{name} has no page"));
        assert!(named.told_by.contains(&Teller::Log), "{name}");
    }
}

/// `testdata/names.txt` holds the names of every cause that users were seen to meet; they never change.
#[test]
fn every_cause_that_users_meet_is_in_it() {
    let text = file("testdata/names.txt");
    let list: Vec<_> = text.lines().collect();
    assert_eq!(list.len(), 189);
    let missing: Vec<_> = list.iter().filter(|name| catalogue::find(name).is_none()).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Where the reference is at hand; elsewhere the list above replaces it.
#[test]
fn the_list_of_causes_is_that_of_the_reference() {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/reference/causes.jsonl");
    let Ok(text) = fs::read_to_string(place) else { return };
    let name = |line: &str| {
        serde_json::from_str::<Value>(line).unwrap()["cause"].as_str().unwrap().to_owned()
    };
    let theirs: BTreeSet<String> = text.lines().map(name).collect();
    let ours = file("testdata/names.txt");
    assert_eq!(theirs, ours.lines().map(str::to_owned).collect());
}

/// Whether the page is written for the name alone, with labelled parts, and not the doc comment of a check.
fn has_labels(named: &Named) -> bool {
    [[Teller::Log], [Teller::Lint], [Teller::Protocol]].iter().any(|one| named.told_by == one)
}

/// The paragraphs of a page.
fn blocks(named: &Named) -> Vec<&'static str> {
    named.page.split("\n\n").map(|block| block.trim_matches('\n')).collect()
}

/// The lines to paste.
fn lines(named: &Named) -> impl Iterator<Item = &'static str> {
    named.page.lines().filter_map(|line| line.strip_prefix("    "))
}

#[test]
fn each_page_has_its_parts() {
    let mut wrong = Vec::new();
    for named in catalogue::all().iter().filter(|named| named.is_finding()) {
        let blocks = blocks(named);
        let begins = |label| blocks.iter().any(|block: &&str| block.starts_with(label));
        let mut must = |holds: bool, what: &str| {
            if !holds {
                wrong.push(format!("{}: {what}", named.name));
            }
        };
        must(!blocks[0].trim().is_empty(), "no meaning");
        must(blocks.len() >= 2, "nothing is said of what to do");
        must(named.quiet_in.is_some() || begins("Look-alikes: "), "no look-alikes");
        if has_labels(named) {
            must(begins("Cure: "), "no cure");
            must(lines(named).next().is_some(), "no line to paste");
            must(!blocks[0].starts_with("Look-alikes: "), "no meaning");
        }
        let entry = catalog::Entry::new(named, Vec::new());
        let shown = catalog::page(&entry, &Painter::FILE).replace('\n', " ");
        must(shown.contains("Told by "), "nobody is said to tell it");
        must(sentence(&named.told_by).ends_with('.'), "nobody tells it");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Names in backticks: words of small letters with dashes between them.
fn named_in(text: &str) -> impl Iterator<Item = &str> {
    let is_small = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
    let is_name = move |word: &&str| {
        let first = word.split('-').next().unwrap_or_default();
        let is_word = first.len() > 1 && first.chars().all(|c| c.is_ascii_lowercase());
        is_word && word.contains('-') && !word.ends_with('-') && word.chars().all(is_small)
    };
    text.split('`').skip(1).step_by(2).filter(is_name)
}

#[test]
fn pages_refer_to_names_that_exist() {
    for named in catalogue::all().iter().filter(|named| has_labels(named)) {
        let alike = blocks(named).into_iter().filter(|block| block.starts_with("Look-alikes: "));
        for other in alike.flat_map(named_in) {
            assert!(catalogue::find(other).is_some(), "{}: there is no {other}", named.name);
            assert_ne!(other, named.name, "a name is no look-alike of itself");
        }
    }
}

/// What a line to paste begins with.
const COMMANDS: &[&str] = &[
    "cat",
    "cd",
    "chmod",
    "command",
    "curl",
    "df",
    "docker",
    "export",
    "getent",
    "git",
    "go",
    "goget-doctor",
    "grep",
    "ip",
    "ls",
    "mv",
    "nslookup",
    "od",
    "ping",
    "printf",
    "rm",
    "sed",
    "ssh",
    "ssh-add",
    "sudo",
    "unset",
];

/// What would leave public modules unchecked, or take the check from git or go for every host.
const NEVER: &[&str] = &[
    "GOSUMDB=off",
    "GONOSUMDB=",
    "GONOSUMCHECK",
    "GOINSECURE=*",
    "sslVerify",
    "GIT_SSL_NO_VERIFY",
    "-insecure",
];

#[test]
fn what_is_to_be_pasted_can_be_and_does_no_harm() {
    for named in catalogue::all().iter().filter(|named| has_labels(named)) {
        for line in lines(named) {
            let mut words = line.split_whitespace().skip_while(|word| is_assignment(word));
            let word = words.next().unwrap_or_default();
            assert!(COMMANDS.contains(&word), "{}: {line}", named.name);
            assert!(!line.contains('…'), "{}: {line}", named.name);
            let lifts = line.contains(" --unset ");
            assert!(lifts || NEVER.iter().all(|it| !line.contains(it)), "{}: {line}", named.name);
            if word == "goget-doctor" {
                let command = words.next().unwrap_or_default();
                assert!(
                    ["certs", "check", "env", "meta", "netrc", "proxy", "resolve"]
                        .contains(&command),
                    "{}: {line}",
                    named.name
                );
            }
        }
    }
}

/// `NAME=VALUE` in front of a command.
fn is_assignment(word: &str) -> bool {
    word.split_once('=')
        .is_some_and(|(name, _)| name.chars().all(|c| c.is_ascii_uppercase() || c == '_'))
}

#[test]
fn what_only_a_log_tells_says_so() {
    let log = catalogue::find("go-too-old-for-std-package").unwrap();
    assert_eq!(log.told_by, [Teller::Log]);
    assert!(sentence(&log.told_by).ends_with("a run does not look at this yet."));
    let both = catalogue::find("meta-absent").unwrap();
    assert_eq!(both.told_by, [Teller::Run, Teller::Log]);
    let twin = catalogue::find("goproxy-bad-value").unwrap();
    assert_eq!(twin.told_by, [Teller::Run, Teller::Settings, Teller::Log]);
    let lint = catalogue::find("vanity-entry-nested").unwrap();
    assert_eq!(lint.told_by, [Teller::Lint]);
}
