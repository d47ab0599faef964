//! Paths against answers that the real go command gave (`testdata/golden/make_paths.py`).

#![expect(clippy::unwrap_used, reason = "a test may stop")]

use std::fmt::Display;

use crate::support::resolver::Resolver;
use goget_doctor::go::{
    cmd::{
        argument::{self, Mode, Target},
        candidate::{Candidate, Lookup, Refusal, candidates},
        clean::clean,
        govcs::Govcs,
    },
    version::Version,
    xmod::{
        major::split_version,
        module::{check_import, check_module, escape},
        pattern,
    },
};
use serde_json::{Value, json};

const PATHS: &str = include_str!("../../testdata/golden/paths.jsonl");
const RELEASES: &str = include_str!("../../testdata/golden/paths-releases.jsonl");
const GLOBS: &str = include_str!("../../testdata/golden/glob-cases.jsonl");

/// The older releases that were asked the same.
const OLDER: [&str; 6] = ["1.21", "1.22", "1.23", "1.24", "1.25", "1.26"];

/// Runs `test` on all recorded cases of one kind, for each release, and says how many there were
/// for one.
fn each(op: &str, test: impl Fn(&Value, Version)) -> usize {
    let newest: Vec<Value> =
        PATHS.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let count = |cases: &[Value], version| {
        cases.iter().filter(|case| case["op"] == op).inspect(|case| test(case, version)).count()
    };
    for release in OLDER {
        let mut cases = newest.clone();
        for line in RELEASES.lines() {
            let case: Value = serde_json::from_str(line).unwrap();
            if case["release"] == release {
                let number = usize::try_from(case["line"].as_u64().unwrap()).unwrap();
                cases[number] = case;
            }
        }
        assert!(count(&cases, release.parse().unwrap()) > 0);
    }
    count(&newest, Version::NEWEST)
}

fn text<'a>(case: &'a Value, field: &str) -> &'a str {
    case[field].as_str().unwrap_or_default()
}

fn error(outcome: Result<(), impl Display>) -> Value {
    outcome.map_or_else(|error| json!(error.to_string()), |()| Value::Null)
}

#[test]
fn paths_are_checked_escaped_and_split() {
    let count = each("path", |case, _| {
        let path = text(case, "path");
        assert_eq!(error(check_module(path.as_bytes())), case["module"], "{path:?}");
        assert_eq!(error(check_import(path.as_bytes())), case["import"], "{path:?}");
        assert_eq!(escape(path).ok().as_deref(), case["escaped"].as_str(), "{path:?}");
        let split = case["prefix"].as_str().zip(case["major"].as_str());
        assert_eq!(split_version(path), split, "{path:?}");
    });
    assert!(count > 500);
}

#[test]
fn paths_that_are_not_utf8() {
    let count = each("bytes", |case, _| {
        let hex = text(case, "hex").as_bytes().chunks(2);
        let path: Vec<u8> =
            hex.map(|two| u8::from_str_radix(str::from_utf8(two).unwrap(), 16).unwrap()).collect();
        assert_eq!(error(check_module(&path)), case["says"]);
    });
    assert!(count > 30);
}

#[test]
fn arguments() {
    let count = each("argument", |case, version| {
        let (arg, says) = (text(case, "arg"), text(case, "says"));
        let mode = if case["mode"] == "get" { Mode::Get } else { Mode::Module };
        match argument::argument(arg.as_bytes(), mode, version) {
            Ok(target) => check_target(&target, arg, says, version),
            Err(error) => assert_eq!(error.to_string(), says, "{arg:?}"),
        }
    });
    assert!(count > 350);
}

fn check_target(target: &Target, arg: &str, says: &str, go: Version) {
    let fits = match target {
        Target::Standard(_) | Target::Removal(_) => says.is_empty(),
        Target::MainModule(_) => says.is_empty() || says.starts_with("warning: \""),
        Target::Panic(word) => {
            says == format!("panic: internal error: queryPath called with pattern \"{word}\"")
        }
        Target::Local(path) => {
            let told = ["is not a package in", "is not within", "no package to get"];
            let empty = says == "warning: \"m/...\" matched no packages" && path == "./...";
            empty || says.starts_with(path) && told.iter().any(|part| says.contains(part))
        }
        Target::Lookup { version, candidates, .. } => {
            let text = offline(candidates, version.as_deref().unwrap_or("upgrade"));
            says.strip_suffix(text.as_str()).is_some_and(|front| is_outer(front, arg, go))
        }
    };
    assert!(fits, "{arg:?}: {target:?}, but go says {says:?}");
}

/// What go says with GOPROXY=off: the error of the highest class, of the longest path.
fn offline(candidates: &[Candidate], query: &str) -> String {
    let refusals: Vec<Refusal> = candidates.iter().filter_map(|c| c.refusal(query)).collect();
    let standard = refusals.iter().find(|it| matches!(it, Refusal::Standard { .. }));
    match standard.or_else(|| refusals.first()) {
        Some(refusal) => refusal.to_string(),
        None => "module lookup disabled by GOPROXY=off".to_owned(),
    }
}

/// Whether `front` is what go puts before the error of a lookup.
fn is_outer(front: &str, arg: &str, go: Version) -> bool {
    let cleaned = String::from_utf8(clean(arg.as_bytes(), go)).unwrap();
    let versions = [cleaned, arg.to_owned(), format!("{arg}@latest")];
    let module = format!("module {}: ", arg.trim_end_matches('@'));
    front.is_empty() || front == module || versions.iter().any(|it| front == format!("{it}: "))
}

#[test]
fn arguments_are_cleaned() {
    let count = each("clean", |case, version| {
        let cleaned = clean(text(case, "arg").as_bytes(), version);
        let error = argument::split_query(&cleaned, version).unwrap_err().to_string();
        assert_eq!(error, text(case, "says"), "{}", case["arg"]);
    });
    assert!(count > 100);
}

#[test]
fn candidates_are_asked_for() {
    let count = each("candidates", |case, _| {
        let path = text(case, "path");
        let base =
            path.split_once("...").map_or(path, |(base, _)| base.rsplit_once('/').unwrap().0);
        let asked = candidates(base.as_bytes()).into_iter().filter_map(|it| match it.lookup {
            Lookup::Module => Some(escape(&it.path).unwrap().replace('!', "%21")),
            Lookup::Toolchain => Some("golang.org/toolchain".to_owned()),
            Lookup::Standard | Lookup::Invalid(_) => None,
        });
        assert_eq!(json!(asked.collect::<Vec<_>>()), case["asked"], "{path}");
    });
    assert!(count > 40);
}

#[test]
fn hosts_known_by_name() {
    let count = each("host", |case, version| {
        let path = text(case, "path");
        let resolver =
            Resolver { version, govcs: "*:all", succeeds: "https", ..Resolver::default() };
        assert_eq!(resolver.resolve(path).answer, case["answer"], "{path}");
    });
    assert!(count > 500);
}

#[test]
fn repositories_are_probed() {
    for op in ["probe", "denial"] {
        let count = each(op, |case, version| {
            let env = &case["env"];
            let found = Resolver {
                version,
                govcs: text(env, "GOVCS"),
                goprivate: text(env, "GOPRIVATE"),
                goinsecure: text(env, "GOINSECURE"),
                git_allow_protocol: env["GIT_ALLOW_PROTOCOL"].as_str(),
                succeeds: text(case, "succeeds"),
                installed: env["PATH"].is_null(),
            }
            .resolve(text(case, "path"));
            assert_eq!(found.answer, case["answer"], "{case}");
            assert_eq!(json!(found.pings), case["pings"], "{case}");
            assert_eq!(found.stderr, text(case, "stderr"), "{case}");
        });
        assert!(count > 100);
    }
}

#[test]
fn govcs() {
    let count = each("govcs", |case, _| {
        let decided = Govcs::parse(text(case, "text")).map(|rules| {
            let private = case["private"] == true;
            rules.decide(text(case, "path"), private, text(case, "vcs")).outcome.is_ok()
        });
        match decided {
            Ok(allow) => assert_eq!(json!(allow), case["allow"], "{case}"),
            Err(error) => assert_eq!(json!(error.to_string()), case["err"], "{case}"),
        }
    });
    assert!(count > 400);
}

#[test]
fn globs() {
    let fits = |list: &str, case: &Value| {
        let matched = pattern::matches(list, text(case, "path")).is_some();
        assert_eq!(json!(matched), case["match"], "{case}");
    };
    assert!(each("globs", |case, _| fits(text(case, "text"), case)) > 500);
    for line in GLOBS.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        fits(text(&case, "globs"), &case);
    }
}

/// Long input takes long, but not for ever, and nothing overflows.
#[test]
fn long_input() {
    let long = |part: &str| part.repeat(20_000);
    for path in
        [long("a.b/c.git/"), long("a."), long("..."), long("../"), long("/.git"), long("[a")]
    {
        drop(argument::argument(path.as_bytes(), Mode::Module, Version::NEWEST));
        drop(argument::argument(format!("...{path}").as_bytes(), Mode::Get, Version::NEWEST));
        assert!(Resolver::default().resolve(&path).pings.len() < 9);
        assert_eq!(pattern::matches(&path, "x.y/z"), None);
    }
}
