//! Random paths, patterns and settings, each held against the real go command.

#![expect(clippy::unwrap_used, reason = "a test may stop")]

use crate::oracle::Oracle;
use crate::support::resolver::Resolver;
use goget_doctor::go::{
    cmd::{
        argument::{Mode, argument, split_query},
        clean::clean,
        govcs::Govcs,
        std::is_standard,
    },
    version::Version,
    xmod::{
        major::split_version,
        module::{check_import, check_module, escape},
        pattern,
    },
};
use serde_json::{Value, json};

/// Marsaglia's xorshift: the same numbers on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    /// Up to `most` pieces, one behind the other.
    fn join(&mut self, pieces: &[&str], most: usize) -> String {
        (0..self.below(most + 1)).map(|_| self.pick(pieces)).collect()
    }
}

fn asked(oracle: &Oracle, questions: &[Value], check: impl Fn(&Value, &Value)) {
    for (question, answer) in questions.iter().zip(oracle.ask(questions)) {
        check(question, &answer);
    }
}

fn text<'a>(question: &'a Value, field: &str) -> &'a str {
    question[field].as_str().unwrap()
}

const PATH_PIECES: &[&str] = &[
    "a",
    "B",
    "7",
    "0",
    "1",
    ".",
    "-",
    "_",
    "~",
    "+",
    "/",
    "/",
    "/",
    "..",
    "//",
    "/v",
    "v2",
    ".v",
    ".v1",
    "/v2",
    "-unstable",
    "gopkg.in/",
    "gopkg.in",
    "a.b/",
    "a.b/",
    "c.d/e",
    "con",
    "COM1",
    "lpt9",
    "com10",
    "nul.",
    "~1",
    "~12",
    " ",
    "!",
    "é",
    "世",
    "\u{0}",
    "\u{ad}",
    "\u{fffd}",
    "\"",
];

#[test]
fn paths() {
    let Some(oracle) = Oracle::find("paths") else { return };
    let mut random = Random(1);
    let question = |path: String| json!({"op": "path", "path": path});
    let questions: Vec<_> = (0..20_000)
        .map(|turn| question(random.join(&PATH_PIECES[..PATH_PIECES.len() - turn % 20], 7)))
        .collect();
    asked(&oracle, &questions, |question, answer| {
        let path = text(question, "path");
        let module = check_module(path.as_bytes()).err().map(|error| error.to_string());
        let import = check_import(path.as_bytes()).err().map(|error| error.to_string());
        assert_eq!(module.as_deref(), answer["module"].as_str(), "{path:?}");
        assert_eq!(import.as_deref(), answer["import"].as_str(), "{path:?}");
        assert_eq!(escape(path).ok().as_deref(), answer["escaped"].as_str(), "{path:?}");
        let split = answer["prefix"].as_str().zip(answer["major"].as_str());
        assert_eq!(split_version(path), split, "{path:?}");
    });
}

#[test]
fn globs() {
    let Some(oracle) = Oracle::find("globs") else { return };
    let pieces = [
        "a", "b", "ab", ".", "/", "*", "?", "[", "]", "-", "^", "\\", ",", "[a-b]", "[^a]", "é",
        "世", "[é-世]", "a.b", "/*", "*?", " ", "\u{fffd}",
    ];
    let names = ["a", "b", "ab", ".", "/", "é", "世", "a.b", "-", "]", "\\", "^", "\u{fffd}"];
    let mut random = Random(2);
    let questions: Vec<_> = (0..20_000)
        .map(|_| json!({"op": "globs", "text": random.join(&pieces, 8), "path": random.join(&names, 6)}))
        .collect();
    asked(&oracle, &questions, |question, answer| {
        let matched = pattern::matches(text(question, "text"), text(question, "path")).is_some();
        assert_eq!(json!(matched), answer["match"], "{question}");
    });
}

#[test]
fn govcs() {
    let Some(oracle) = Oracle::find("govcs") else { return };
    let pieces = [
        "a.b", "*", "public", "private", ":", ":git", ":hg|svn", "|", "|git", ",", ",", " ", "all",
        "off", "./", "..", "a.b/c", "\u{a0}", "\u{85}", "\u{200b}", "git", "[", "/",
    ];
    let mut random = Random(3);
    let questions: Vec<_> = (0..5_000)
        .map(|_| {
            let (path, vcs) = (random.pick(&["a.b", "a.b/c", "x"]), random.pick(&["git", "svn"]));
            let private = random.below(2) == 0;
            json!({"op": "govcs", "text": random.join(&pieces, 8), "path": path, "vcs": vcs, "private": private})
        })
        .collect();
    asked(&oracle, &questions, |question, answer| {
        let (path, vcs) = (text(question, "path"), text(question, "vcs"));
        let said = match Govcs::parse(text(question, "text")) {
            Ok(rules) => {
                let decision = rules.decide(path, question["private"] == true, vcs);
                json!({"allow": decision.outcome.is_ok()})
            }
            Err(error) => json!({"err": error.to_string()}),
        };
        assert_eq!(&said, answer, "{question}");
    });
}

#[test]
fn hosts_and_suffixes() {
    let Some(oracle) = Oracle::find("hosts_and_suffixes") else { return };
    let hosts = [
        "github.com",
        "bitbucket.org",
        "hub.jazz.net/git",
        "hub.jazz.net",
        "git.apache.org",
        "git.openstack.org",
        "chiselapp.com/user/a/repository",
        "chiselapp.com/user",
        "example.net",
        "rsc.io",
        "a.b",
        "a.b:80",
        "A.b",
        "x_y.z.w",
    ];
    let pieces = [
        "a",
        "B",
        "_",
        "-",
        ".",
        "~",
        "/",
        "/",
        "/c",
        "/d.e",
        ".git",
        ".git",
        ".hg",
        ".svn",
        ".fossil",
        ".bzr",
        ".git/",
        "/~u",
        "/a.git",
        "git.test/",
        "+",
        "repository",
    ];
    let mut random = Random(4);
    let questions: Vec<_> = (0..5_200)
        .map(|_| {
            random.pick(&hosts).to_owned()
                + random.pick(&["/", "/", "/", ""])
                + &random.join(&pieces, 7)
        })
        .filter(|path| !path.contains("...")) // refused before, where modules are looked for
        .map(|path| json!({"op": "discover", "path": path}))
        .collect();
    let resolver = Resolver { govcs: "*:all", succeeds: "https", ..Resolver::default() };
    asked(&oracle, &questions, |question, answer| {
        let fetched =
            answer["err"].as_str().is_some_and(|it| it.starts_with("unrecognized import"));
        let answer = if fetched { &json!({"err": "dynamic"}) } else { answer };
        assert_eq!(&resolver.resolve(text(question, "path")).answer, answer, "{question}");
    });
}

/// Two versions are always refused, and that text shows the cleaned argument.
#[test]
fn arguments_are_cleaned() {
    let Some(oracle) = Oracle::find("arguments_are_cleaned") else { return };
    let pieces = ["a", ".", "..", "...", "/", "/", "\\", "@", "./", "../", "b.c", "\u{e9}", " "];
    let mut random = Random(5);
    let args: Vec<Vec<u8>> = (0..4_000)
        .map(|_| {
            (random.join(&pieces, 9) + random.pick(&["@@", "@a@b", "@@/", "@\\@x/.."])).into_bytes()
        })
        .collect();
    for batch in args.chunks(400) {
        // What is cleaned away, two versions included, says something else.
        let texts: Vec<String> = batch
            .iter()
            .filter_map(|arg| {
                split_query(&clean(arg, Version::NEWEST), Version::NEWEST)
                    .err()
                    .map(|error| error.to_string())
            })
            .collect();
        let said = oracle.go(&["get", "--"], batch);
        let said: Vec<String> =
            said.into_iter().filter(|it| it.starts_with("invalid module version")).collect();
        assert_eq!(said, texts);
    }
}

/// One command each: what go refuses without asking anyone.
#[test]
fn arguments() {
    let Some(oracle) = Oracle::find("arguments") else { return };
    let pieces = [
        "a.b", "c", "...", "/", "@", "@v1", "@none", "fmt", "std", "cmd", ".go", "..", "\\", "all",
        "@/", "@-",
    ];
    let mut random = Random(6);
    for _ in 0..400 {
        let arg = random.join(&pieces, 5);
        let error = argument(arg.as_bytes(), Mode::Get, Version::NEWEST).err();
        let said = oracle.go(&["get", "--"], &[arg.clone().into_bytes()]).join("\n");
        match error {
            Some(error) => {
                let front = said.strip_suffix(&error.to_string());
                let cleaned = String::from_utf8(clean(arg.as_bytes(), Version::NEWEST)).unwrap();
                let fits = front.is_some_and(|it| it.is_empty() || it == format!("{cleaned}: "));
                assert!(fits, "{arg:?}: {error} / {said}");
            }
            None => assert!(!REFUSALS.iter().any(|it| said.contains(it)), "{arg:?}: {said}"),
        }
        let versioned = if arg.contains('@') { arg.clone() } else { format!("{arg}@latest") };
        let said = oracle.go(&["list", "-m", "--"], &[versioned.into_bytes()]).join("\n");
        match argument(arg.as_bytes(), Mode::Module, Version::NEWEST) {
            Err(error) => {
                assert_eq!(error.to_string(), said, "{arg:?}");
            }
            Ok(_) => assert!(!said.contains("relative path"), "{arg:?}: {said}"),
        }
    }
}

const REFUSALS: &[&str] =
    &["can't request", "invalid module version", "arguments must be", "no modules to query"];

#[test]
fn standard_packages() {
    let Some(oracle) = Oracle::find("standard_packages") else { return };
    let table = include_str!("../../src/go/cmd/std.txt");
    let versioned: Vec<Vec<u8>> = table.lines().map(|it| format!("{it}@v1").into_bytes()).collect();
    let said = oracle.go(&["get", "--"], &versioned);
    assert_eq!(said.len(), table.lines().count());
    for (package, line) in table.lines().zip(said) {
        assert!(is_standard(package));
        let wanted =
            format!("can't request explicit version \"v1\" of standard library package {package}");
        assert_eq!(line, wanted);
    }
}
