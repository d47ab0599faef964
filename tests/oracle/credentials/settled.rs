//! What git is told about a credential that it gave: by the real go, and by us. Seen by the server, which is asked for
//! the head of what the credential is for, and by a helper of git.

#![expect(clippy::disallowed_methods, reason = "a test reads what the helper kept")]

use std::{fs, path::Path};

use goget_doctor::go::version::{Change, Version};

use super::{
    Folder,
    cases::{Case, LOGIN, PATHS_COUNT, Target},
    ours,
    server::{Route, Seen, Server},
    theirs,
};
use crate::{go, support::judge};

const GIT: Case = Case {
    about: "",
    target: Target::Page("two.test/m"),
    since: "1.24",
    netrc: "",
    env: &[("GOAUTH", "git {}/repo")],
    files: &[LOGIN],
    routes: &[],
};

const PROXY: Target = Target::Proxy("https://two.test/x");

/// The answers of the server, whether git is told something in the end.
const CASES: &[(Case, bool)] = &[
    (answers("200", &[("HEAD two.test:443", "/", 200, "")]), true),
    (answers("401", &[("HEAD two.test:443", "/", 401, "")]), true),
    (answers("204 is no 200", &[("HEAD two.test:443", "/", 204, "")]), false),
    (answers("403", &[("HEAD two.test:443", "/", 403, "")]), false),
    (answers("404", &[("HEAD two.test:443", "/", 404, "")]), false),
    (answers("500", &[("HEAD two.test:443", "/", 500, "")]), false),
    (
        answers(
            "a redirect to 200",
            &[
                ("HEAD two.test:443", "/n", 200, ""),
                ("HEAD two.test:443", "/", 302, "https://two.test/n"),
            ],
        ),
        true,
    ),
    (
        answers(
            "a redirect to another host, without the login",
            &[
                ("HEAD three.test:443", "/n", 401, ""),
                ("HEAD two.test:443", "/", 302, "https://three.test/n"),
            ],
        ),
        true,
    ),
    (answers("a redirect to http", &[("HEAD two.test:443", "/", 302, "http://two.test/n")]), false),
    (
        Case {
            about: "paths count",
            target: PROXY,
            env: PATHS_COUNT,
            routes: &[("HEAD two.test:443", "/x/a.b/c/@v/list", 200, "")],
            ..GIT
        },
        true,
    ),
    (
        Case {
            about: "a path above",
            target: Target::Page("two.test/m/n"),
            // go 1.24 sends no login below a path that ends in a slash, and so does not wait.
            since: "1.25",
            files: &[("login", "username=gu\npassword=a=b\npath=m/\n")],
            routes: &[("HEAD two.test:443", "/m/", 200, ""), ("HEAD two.test:443", "/", 401, "")],
            ..GIT
        },
        true,
    ),
    (
        Case {
            about: "a netrc that wins in the end",
            netrc: "machine two.test login u password p\n",
            env: &[("GOAUTH", "netrc;git {}/repo")],
            routes: &[("HEAD two.test:443", "/", 200, "")],
            ..GIT
        },
        true,
    ),
];

const fn answers(about: &'static str, routes: &'static [Route]) -> Case {
    Case { about, routes, ..GIT }
}

#[test]
fn git_is_told_what_go_tells_it() {
    const TEST: &str = "git_is_told_what_go_tells_it";
    for (version, go) in go::go_commands(TEST) {
        if version.has(Change::GoAuth) {
            is_told_as_by(&go, version);
        } else {
            judge::skipped(TEST, &format!("GOAUTH in go {version}"));
        }
    }
}

fn is_told_as_by(go: &Path, version: Version) {
    for (case, tells) in CASES.iter().filter(|(case, _)| version >= case.since.parse().unwrap()) {
        let waits = if *tells { until_told } else { until_tried };
        let folder = Folder::new(case);
        let server = Server::waiting(case.routes, folder.path(), waits);
        let world = folder.world(case, &server);
        drop(theirs(go, case, &world, &server));
        let theirs = (server.take_heads(), told(folder.path()));
        drop(ours(version, case, world, &server));
        let ours = (server.take_heads(), told(folder.path()));
        assert_eq!(ours, theirs, "go {version}, {}", case.about);
        assert_eq!(is_told(&theirs.1), *tells, "{}: {theirs:?}", case.about);
        assert!(!theirs.0.is_empty(), "{}", case.about);
    }
}

/// What the helper was told, which it forgets.
fn told(folder: &Path) -> String {
    let file = folder.join("told");
    let text = fs::read_to_string(&file).unwrap_or_default();
    fs::remove_file(file).unwrap();
    text
}

fn is_told(text: &str) -> bool {
    // The last of the fields that git passes on.
    let ends =
        |word: &str| text.split_once(word).is_some_and(|(_, rest)| rest.contains("password="));
    ends("store\n") || ends("erase\n")
}

/// go gives up after the third time, of which each has two requests where one redirects.
fn until_told(seen: &Seen) -> bool {
    !seen.calls.iter().any(|call| call != "get") && seen.heads.len() < 6
}

fn until_tried(seen: &Seen) -> bool {
    seen.heads.len() < 3
}
