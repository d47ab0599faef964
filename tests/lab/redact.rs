//! Saved runs that are shared: no name is left in them, and they say the same.
#![cfg(feature = "lab")]

use base64::{Engine as _, engine::general_purpose::STANDARD};
use goget_doctor::{
    lab::Scenario,
    redact::redact,
    report::{Report, Severity, StepVerdict},
    trace::{Step, Trace},
};
use serde_json::Value;

use crate::plays;

/// Forty names of hosts, paths, users and addresses, of which none may be left.
const PLANTED: &[&str] = &[
    "acmecorp",
    "bluewhale",
    "cobaltine",
    "dunwich",
    "eastgate",
    "farnborough",
    "gwendolyn",
    "hollowtree",
    "ironbark",
    "juniperly",
    "kestrelon",
    "lavenderly",
    "mirabelle",
    "nightjar",
    "ostrander",
    "pemberton",
    "quillfeather",
    "rosewater",
    "silverlake",
    "thornfield",
    "umberly",
    "vellichor",
    "wintergreen",
    "xanadusoft",
    "yellowtail",
    "zephyrine",
    "arkwright",
    "briarwood",
    "castellan",
    "driftwood",
    "emberly",
    "foxglove",
    "10.71.82.93",
    "172.20.41.52",
    "192.168.171.38",
    "93.184.216.141",
    "fd12:3456::789a",
    "10.171.182.193",
    "goldenrod",
    "harrowgate",
];

/// A page, settings, a login, a repository and proxies, all of them with names of somebody's own.
const OWN: &str = r#"
about = "Names of somebody's own."
path = "go.acmecorp.example/bluewhale/cobaltine"
until = "package"
module = false
env = { GOPROXY = "https://goldenrod.acmecorp.example/harrowgate,https://proxy.juniperly.internal|direct", GOPRIVATE = "*.kestrelon.example,git.lavenderly.example/mirabelle", GOSUMDB = "off", NO_PROXY = "nightjar.internal,10.171.182.193", GOINSECURE = "ostrander.example", HTTPS_PROXY = "http://pemberton:s3cret@gate.quillfeather.example:3128", GOCACHE = "/srv/rosewater/silverlake", GOFLAGS = "-modcacherw" }
files = { "~/.netrc" = { text = "machine thornfield.example login umberly password x\nmachine git.vellichor.example login wintergreen password y\n" } }

[[host]]
name = "go.acmecorp.example"
address = "10.71.82.93"
https = { names = ["go.acmecorp.example", "xanadusoft.example", "www.yellowtail.example"] }

[[host.route]]
path = "/bluewhale/cobaltine"
headers = { Server = "zephyrine.acmecorp.example", Via = "1.1 arkwright.internal" }
body = """<html><head><title>Team Dunwich at http://castellan.internal/eastgate</title>
<meta name="go-import" content="go.acmecorp.example/bluewhale/cobaltine git https://git.farnborough.example/gwendolyn/hollowtree.git">
<!-- written by ironbark@driftwood.example on 172.20.41.52, for 192.168.171.38 and 93.184.216.141, fd12:3456::789a --></head>
<body><a href="https://emberly.example/foxglove/briarwood/dunwich">Dunwich</a></body></html>"""

[[host]]
name = "git.farnborough.example"
address = "172.20.41.52"
https = {}

[[host]]
name = "goldenrod.acmecorp.example"
https = {}

[[host]]
name = "proxy.juniperly.internal"
https = {}

[[host]]
name = "gate.quillfeather.example"

[expect]
ok = false
"#;

#[tokio::test(flavor = "multi_thread")]
async fn no_planted_name_is_left() {
    let mut direct = Scenario::parse("own.toml", OWN).unwrap();
    direct.env.remove("HTTPS_PROXY");
    direct
        .env
        .insert("GOPROXY".into(), "https://goldenrod.acmecorp.example/harrowgate,direct".into());
    let own = Scenario::parse("own.toml", OWN).unwrap();
    let played = plays::play_all(vec![("own", own), ("direct", direct)]).await;
    let saved = Trace::save(played.iter().map(|played| &played.trace));
    let before = all_texts(&saved);
    let redacted = redact(&saved).unwrap();
    let after = all_texts(&redacted);
    let there: Vec<_> = PLANTED.iter().filter(|name| before.contains(**name)).collect();
    assert!(there.len() > 30, "{} are seen: {there:?}", there.len());
    let left: Vec<_> = PLANTED.iter().filter(|name| after.contains(**name)).collect();
    assert!(left.is_empty(), "{left:?}\n{after}");
    assert_eq!(says(&redacted), says(&saved));
}

/// The scenarios say the same when they are played back without their names.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_shared_says_the_same() {
    let mut wrong = Vec::new();
    for played in plays::scenarios().await {
        let saved = Trace::save([&played.trace]);
        let redacted = redact(&saved).unwrap();
        let (before, after) = (says(&saved), says(&redacted));
        if before != after {
            wrong.push(format!("{}: {before:?} {after:?}", played.name));
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// What a run says, without names: the verdict, each step's, and each finding.
type Says = (Option<bool>, Vec<(Step, StepVerdict)>, Vec<(String, Severity, usize)>);

fn says(saved: &[u8]) -> Vec<Says> {
    let traces = Trace::load(saved, "run").unwrap();
    let one = |trace: &Trace| {
        let report = Report::of(trace);
        let findings = report.findings.iter();
        let findings = findings.map(|it| (it.name.to_string(), it.severity, it.evidence.len()));
        let steps = report.steps.iter().map(|step| (step.step, step.verdict)).collect();
        (report.verdict.ok(), steps, findings.collect())
    };
    traces.iter().map(one).collect()
}

/// All texts of a run in small letters, those in base64 unpacked.
fn all_texts(saved: &[u8]) -> String {
    let mut out = String::new();
    for line in saved.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        texts(&serde_json::from_slice(line).unwrap(), &mut out);
    }
    out.to_lowercase()
}

fn texts(value: &Value, out: &mut String) {
    match value {
        Value::String(text) => *out += &[text, "\n"].concat(),
        Value::Array(members) => members.iter().for_each(|member| texts(member, out)),
        Value::Object(members) => {
            for (key, member) in members {
                let packed = member.as_str().filter(|_| key == "base64");
                match packed.and_then(|text| STANDARD.decode(text).ok()) {
                    Some(bytes) => *out += &String::from_utf8_lossy(&bytes),
                    None => texts(member, out),
                }
            }
        }
        _ => {}
    }
}
