//! The direction of the flow: which room may know which other room.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads files and starts commands itself, and ends where they are missing"
)]

use crate::imports::{Modules, circles};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Each room with all the rooms that it may name; none names one that is further down.
const MAY_USE: &[(&str, &[&str])] = &[
    ("secret", &[]),
    ("world", &["secret"]),
    ("problem", &[]),
    ("shell", &[]),
    ("forward", &[]),
    ("go", &["secret"]),
    ("second", &["go", "secret"]),
    ("trace", &["go", "problem", "second", "secret", "world"]),
    ("redact", &["go"]),
    // Readers.
    ("findings", &["go", "second", "secret", "trace", "shell"]),
    ("stages", &["findings", "go", "problem", "second", "secret", "trace", "shell"]),
    ("report", &["findings", "go", "problem", "second", "secret", "stages", "trace", "shell"]),
    ("explain", &["findings", "secret", "stages", "trace", "shell"]),
    (
        "render",
        &["explain", "findings", "go", "problem", "report", "second", "stages", "trace", "shell"],
    ),
    // Writers.
    ("net", &["go", "secret", "trace", "world", "forward"]),
    ("vcs", &["secret", "trace", "world"]),
    ("probe", &["go", "net", "second", "secret", "trace", "vcs", "world", "shell"]),
    (
        "pipeline",
        &["go", "net", "probe", "problem", "second", "secret", "trace", "vcs", "world", "shell"],
    ),
    (
        "check",
        &[
            "findings", "go", "pipeline", "problem", "report", "secret", "stages", "trace",
            "world", "shell",
        ],
    ),
    ("fix", &["findings", "go", "report", "shell", "trace", "world"]),
    ("round", &["check", "pipeline", "problem", "report", "trace", "world"]),
    ("serve", &["check", "findings", "go", "problem", "secret", "world"]),
    ("lab", &["go", "problem", "shell", "world", "forward"]),
];

#[test]
fn rooms_know_only_what_they_may() {
    let mut wrong = Vec::new();
    for (room, allowed) in MAY_USE {
        for file in files_of(room) {
            let text = fs::read_to_string(&file).unwrap();
            let strangers = named_rooms(&text)
                .into_iter()
                .filter(|name| name != room && !allowed.contains(&name.as_str()));
            wrong.extend(strangers.map(|name| format!("{} names crate::{name}", file.display())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_room_names_one_above_it() {
    for (place, (room, allowed)) in MAY_USE.iter().enumerate() {
        let below: Vec<&str> = MAY_USE.iter().take(place).map(|(room, _)| *room).collect();
        for name in *allowed {
            assert!(below.contains(name), "{room} is below {name}");
        }
    }
}

#[test]
fn every_room_has_its_rule() {
    let known: BTreeSet<&str> =
        MAY_USE.iter().map(|(room, _)| *room).chain(["cli", "lib", "main"]).collect();
    for entry in fs::read_dir(src()).unwrap() {
        let path = entry.unwrap().path();
        let room = path.file_stem().unwrap().to_str().unwrap().to_owned();
        assert!(known.contains(room.as_str()), "src/{room} has no rule in tests/layers.rs");
    }
}

/// Reading the environment, files and the clock, starting commands and printing are held by
/// clippy.toml; this holds what it cannot see.
#[test]
fn what_go_decides_is_pure() {
    for file in files_of("go") {
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        for word in [
            "std::fs",
            "std::env",
            "std::process",
            "tokio::",
            "hyper::",
            "reqwest::",
            "Instant::now",
        ] {
            assert!(!code.contains(word), "{} names {word}", file.display());
        }
    }
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files_of(room: &str) -> Vec<PathBuf> {
    let (file, dir) = (src().join(format!("{room}.rs")), src().join(room));
    let mut files: Vec<_> = [file].into_iter().filter(|file| file.exists()).collect();
    if dir.exists() {
        collect(&dir, &mut files);
    }
    files
}

fn collect(dir: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The rooms that the code before its unit tests names: `crate::x` and the members of `crate::{…}`.
fn named_rooms(text: &str) -> BTreeSet<String> {
    let code = text.split("#[cfg(test)]").next().unwrap();
    let mut rooms = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => rooms.extend(members(list)),
            None => rooms.extend(word(rest)),
        }
    }
    rooms
}

fn members(list: &str) -> Vec<String> {
    let mut depth = 0;
    let mut members = Vec::new();
    let mut start = true;
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => start = true,
            c if start && c.is_alphabetic() => {
                members.extend(word(&list[at..]));
                start = false;
            }
            _ => {}
        }
    }
    members
}

fn word(text: &str) -> Option<String> {
    let word: String = text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!word.is_empty()).then_some(word)
}

/// A check that needs what another knows takes it from a file next to both.
#[test]
fn no_check_names_another() {
    let modules = Modules::read(&src(), &files_of_src());
    let is_check = |file: &str| {
        let text = fs::read_to_string(src().join(file)).unwrap();
        file.contains("/checks/") && text.contains("\ncheck! {")
    };
    let edges = modules.edges();
    let checks: BTreeSet<&str> = edges.keys().copied().filter(|file| is_check(file)).collect();
    assert!(checks.len() > 150, "{} checks are known by `check!`", checks.len());
    let mut wrong = Vec::new();
    for check in &checks {
        wrong.extend(
            edges[check].intersection(&checks).map(|other| format!("{check} names {other}")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The circles of files that are left, each with its reason. At most seven.
const CIRCLES: &[(&str, &[&str])] = &[
    (
        "a certificate holds its alternative names, which are read with its parts",
        &["go/std/crypto/x509/certificate.rs", "go/std/crypto/x509/san.rs"],
    ),
    (
        "building a chain and checking its names is one algorithm, and its failure names both",
        &[
            "go/std/crypto/x509/chain.rs",
            "go/std/crypto/x509/early_names.rs",
            "go/std/crypto/x509/failure.rs",
            "go/std/crypto/x509/name_check.rs",
        ],
    ),
    (
        "the errors of a certificate tell of keys and strings, whose readers end with them",
        &[
            "go/std/crypto/x509/error.rs",
            "go/std/crypto/x509/key.rs",
            "go/std/crypto/x509/p224.rs",
            "go/std/crypto/x509/point.rs",
            "go/std/crypto/x509/string.rs",
        ],
    ),
    (
        "one kind of signature, apart for its length",
        &["go/std/crypto/x509/mldsa.rs", "go/std/crypto/x509/signature.rs"],
    ),
    (
        "the layers of one lexer",
        &[
            "go/std/encoding/xml/characters.rs",
            "go/std/encoding/xml/lexer.rs",
            "go/std/encoding/xml/token.rs",
        ],
    ),
    (
        "a body gives its connection back to the pool, whose connections bring bodies",
        &["net/body.rs", "net/http1.rs", "net/http2.rs", "net/pool.rs"],
    ),
    (
        "a session is opened from the settings, and its requests ask for credentials, which make requests",
        &[
            "pipeline/discovery/fetch.rs",
            "pipeline/discovery/suffix.rs",
            "pipeline/discovery/verify.rs",
            "pipeline/run/environment.rs",
            "pipeline/session/credentials/mod.rs",
            "pipeline/session/credentials/program.rs",
            "pipeline/session/get.rs",
            "pipeline/session/mod.rs",
            "pipeline/session/settings.rs",
            "pipeline/session/start.rs",
        ],
    ),
];

#[test]
fn circles_of_files_are_few_and_have_a_reason() {
    let modules = Modules::read(&src(), &files_of_src());
    let edges = modules.edges();
    let found = circles(&edges);
    for circle in &found {
        let rooms: BTreeSet<_> = circle.iter().map(|file| file.split(['/', '.']).next()).collect();
        assert_eq!(rooms.len(), 1, "a circle crosses rooms: {circle:?}");
    }
    let listed: BTreeSet<BTreeSet<&str>> =
        CIRCLES.iter().map(|(_, files)| files.iter().copied().collect()).collect();
    let found: BTreeSet<_> = found.into_iter().collect();
    assert_eq!(found, listed, "the circles of files and those listed");
    assert!(listed.len() <= 7, "{} circles of files", listed.len());
}

fn files_of_src() -> Vec<PathBuf> {
    let mut files = Vec::new();
    collect(&src(), &mut files);
    files
}
