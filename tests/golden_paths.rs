//! Paths against answers that the real go command gave (`testdata/golden/make_paths.py`).

#![expect(clippy::unwrap_used, reason = "a test may stop")]

#[path = "paths/resolver.rs"]
mod resolver;

use std::fmt::Display;

use goget_doctor::go::{
    argument::{self, Mode, Target},
    candidate::{Candidate, Lookup, Refusal, candidates},
    clean::clean,
    govcs::Govcs,
    major::split_version,
    path::{check_import, check_module, escape},
    pattern,
};
use resolver::Resolver;
use serde_json::{Value, json};

const PATHS: &str = include_str!("../testdata/golden/paths.jsonl");
const GLOBS: &str = include_str!("../testdata/golden/glob-cases.jsonl");

/// Runs `test` on all recorded cases of one kind and says how many there were.
fn each(op: &str, test: impl Fn(&Value)) -> usize {
    let cases = PATHS.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    cases.filter(|case| case["op"] == op).inspect(test).count()
}

fn text<'a>(case: &'a Value, field: &str) -> &'a str {
    case[field].as_str().unwrap_or_default()
}

fn error(outcome: Result<(), impl Display>) -> Value {
    outcome.map_or_else(|error| json!(error.to_string()), |()| Value::Null)
}

#[test]
fn paths_are_checked_escaped_and_split() {
    let count = each("path", |case| {
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
    let count = each("bytes", |case| {
        let hex = text(case, "hex").as_bytes().chunks(2);
        let path: Vec<u8> =
            hex.map(|two| u8::from_str_radix(str::from_utf8(two).unwrap(), 16).unwrap()).collect();
        assert_eq!(error(check_module(&path)), case["says"]);
    });
    assert!(count > 30);
}

#[test]
fn arguments() {
    let count = each("argument", |case| {
        let (arg, says) = (text(case, "arg"), text(case, "says"));
        let mode = if case["mode"] == "get" { Mode::Get } else { Mode::Module };
        match argument::argument(arg.as_bytes(), mode) {
            Ok(target) => check_target(&target, arg, says),
            Err(error) => assert_eq!(error.to_string(), says, "{arg:?}"),
        }
    });
    assert!(count > 350);
}

fn check_target(target: &Target, arg: &str, says: &str) {
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
            says.strip_suffix(text.as_str()).is_some_and(|front| is_outer(front, arg))
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
fn is_outer(front: &str, arg: &str) -> bool {
    let cleaned = String::from_utf8(clean(arg.as_bytes())).unwrap();
    let versions = [cleaned, arg.to_owned(), format!("{arg}@latest")];
    let module = format!("module {}: ", arg.trim_end_matches('@'));
    front.is_empty() || front == module || versions.iter().any(|it| front == format!("{it}: "))
}

#[test]
fn arguments_are_cleaned() {
    let count = each("clean", |case| {
        let cleaned = clean(text(case, "arg").as_bytes());
        let error = argument::split_query(&cleaned).unwrap_err().to_string();
        assert_eq!(error, text(case, "says"), "{}", case["arg"]);
    });
    assert!(count > 100);
}

#[test]
fn candidates_are_asked_for() {
    let count = each("candidates", |case| {
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
    let count = each("host", |case| {
        let path = text(case, "path");
        let resolver = Resolver { govcs: "*:all", succeeds: "https", ..Resolver::default() };
        assert_eq!(resolver.resolve(path).answer, case["answer"], "{path}");
    });
    assert!(count > 500);
}

#[test]
fn repositories_are_probed() {
    for op in ["probe", "denial"] {
        let count = each(op, |case| {
            let env = &case["env"];
            let found = Resolver {
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
    let count = each("govcs", |case| {
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
    assert!(each("globs", |case| fits(text(case, "text"), case)) > 500);
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
        drop(argument::argument(path.as_bytes(), Mode::Module));
        drop(argument::argument(format!("...{path}").as_bytes(), Mode::Get));
        assert!(Resolver::default().resolve(&path).pings.len() < 9);
        assert_eq!(pattern::matches(&path, "x.y/z"), None);
    }
}
