//! Text from outside that a reader would take for more than text: in every string of every fact, through every format.
#![expect(clippy::disallowed_methods, reason = "a test reads scenarios and lays a saved run")]

use std::{collections::BTreeSet, fs, path::Path};

use goget_doctor::trace::Trace;
use serde_json::Value;

use super::Ground;
use crate::support::child::doctor;

/// Commands to runners, controls of terminals, marks of direction, line separators, and what Markdown, HTML and XML mind.
const HOSTILE: &str = "\n::error::evil\n \t::set-output name=a::evil\r\n##[error]evil\u{1b}[31m\u{202e}\u{9b}1m\u{85}\
    \u{2028}\u{e0041}</pre><b>evil</b>]]>--> [evil](http://evil.test) | \\| `evil` ```\n```\nhttp://evil.test www.evil.test";

/// Scenarios whose facts are of many kinds.
const SCENARIOS: [&str; 6] = [
    "intermediate-missing",
    "all-prefixes-fail",
    "azure-sign-in",
    "address-without-tag",
    "page-slow",
    "sumdb-tag-moved",
];

/// What the command saves of a scenario.
fn saved(name: &str, file: &Path) -> Option<String> {
    let scenario = format!("{}/testdata/scenarios/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(scenario).ok()?;
    let ground = Ground::of(name, &text);
    let mut command = doctor();
    command.args(["resolve", "-v", "--save"]).arg(file).arg(&ground.path);
    let output = command.envs(ground.lab.exports()).output().unwrap();
    assert!(output.status.code().is_some_and(|code| code != 2), "{name}: {output:?}");
    fs::read_to_string(file).ok()
}

/// Where strings are in `value`: each kind of place once.
fn places(value: &Value, at: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::String(_) => drop(found.insert(at.to_owned())),
        Value::Array(items) => {
            for item in items {
                places(item, &format!("{at}/-"), found);
            }
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                places(value, &format!("{at}/{name}"), found);
            }
        }
        _ => {}
    }
}

/// Puts hostile text behind each string at `place`.
fn inject(value: &mut Value, at: &str, place: &str) {
    match value {
        Value::String(text) if at == place => text.push_str(HOSTILE),
        Value::Array(items) => {
            for item in items {
                inject(item, &format!("{at}/-"), place);
            }
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                inject(value, &format!("{at}/{name}"), place);
            }
        }
        _ => {}
    }
}

/// The run with hostile text in each kind of place of each kind of event that was not tried, where that can be read.
fn injected(run: &str, tried: &mut BTreeSet<String>) -> Vec<String> {
    let lines: Vec<Value> = run.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut runs = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let kind: Vec<&str> = line.as_object().unwrap().keys().map(String::as_str).collect();
        let mut found = BTreeSet::new();
        places(line, "", &mut found);
        for place in found {
            if !tried.insert(format!("{kind:?} {} {place}", line["step"])) {
                continue;
            }
            let mut changed = lines.clone();
            inject(&mut changed[number], "", &place);
            let lines: Vec<String> = changed.iter().map(ToString::to_string).collect();
            let text = lines.join("\n") + "\n";
            if Trace::load(text.as_bytes(), "run").is_ok() {
                runs.push(text);
            }
        }
    }
    runs
}

/// What is wrong with a line that a format prints.
fn wrong(format: &str, line: &str) -> Option<&'static str> {
    let start = line.trim_start();
    let own = ["::error ", "::warning ", "::notice ", "::group::", "::endgroup::"];
    let is_own = format == "github" && own.iter().any(|begin| line.starts_with(begin));
    let bad = |c: char| matches!(c, '\u{0}'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}'..='\u{202e}' | '\u{e0041}');
    match () {
        () if (start.starts_with("::") || start.starts_with("##[")) && !is_own => Some("a command"),
        () if line.contains(bad) => Some("a control"),
        () if ["html", "junit"].contains(&format) && line.contains("<b>") => Some("markup"),
        () => None,
    }
}

/// What of Markdown is outside of code.
fn prose(markdown: &str) -> String {
    let mut out = String::new();
    let mut fence = None;
    for line in markdown.lines() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        match fence {
            Some(open) if ticks >= open && line.trim_start_matches('`').is_empty() => fence = None,
            Some(_) => {}
            None if ticks >= 3 => fence = Some(ticks),
            None => out.extend([line, "\n"]),
        }
    }
    without_spans(&out)
}

fn without_spans(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = rest.find('`') {
        if rest[..at].ends_with('\\') {
            out.push_str(&rest[..=at]);
            rest = &rest[at + 1..];
            continue;
        }
        let run = rest[at..].len() - rest[at..].trim_start_matches('`').len();
        let (fence, behind) = (&rest[at..at + run], &rest[at + run..]);
        out.push_str(&rest[..at]);
        rest = behind.find(fence).map_or("", |end| &behind[end + run..]);
    }
    out + rest
}

#[test]
fn hostile_text_in_every_string_of_every_fact() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("run.jsonl");
    let (mut runs, mut tried) = (Vec::new(), BTreeSet::new());
    for name in SCENARIOS {
        runs.extend(saved(name, &file).iter().flat_map(|run| injected(run, &mut tried)));
    }
    assert!(runs.len() > 100, "{}", runs.len());
    fs::write(&file, runs.concat()).unwrap();
    let mut found = BTreeSet::new();
    for format in [
        "human", "json", "jsonl", "sarif", "junit", "github", "gitlab", "line", "markdown", "html",
        "go",
    ] {
        let mut command = doctor();
        command.arg("replay").arg(&file).args(["-v", "--format", format]);
        let output = command.output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.len() > 1000, "{format}: {}", String::from_utf8_lossy(&output.stderr));
        for line in text.split('\n') {
            let short: String = line.chars().take(160).collect();
            found.extend(wrong(format, line).map(|why| format!("{format}: {why}: {short:?}")));
        }
        if format == "markdown" {
            let prose = prose(&text);
            for mark in ["<b>", "](http", " http://evil", " www.evil"] {
                let at = prose.find(mark).filter(|at| !prose[..*at].ends_with('\\'));
                let around =
                    at.map(|at| &prose[prose.floor_char_boundary(at.saturating_sub(60))..at]);
                found.extend(around.map(|around| format!("markdown: {mark}: {around:?}")));
            }
        }
    }
    let shown: Vec<_> = found.iter().take(20).cloned().collect();
    assert!(found.is_empty(), "{} places\n{}", found.len(), shown.join("\n"));
}
