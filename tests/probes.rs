//! The questions that go does not ask: where they go, how many there are, and when there are none.
#![cfg(feature = "lab")]
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::{collections::BTreeSet, ffi::OsStr, sync::Arc};

use goget_doctor::{
    event::Fact,
    lab::{self, Lab, Scenario},
    pipeline,
    trace::Trace,
    world::World,
};

#[path = "support/scenario.rs"]
mod scenario;

/// A page below one that has the tag, behind a proxy that wants a login.
const BEHIND_A_PROXY: &str = r#"
about = "A page below lacks the tag, behind a proxy"
path = "go.example.com/tool/sub"
env = { HTTPS_PROXY = "http://me:secret@proxy.example.com:3128", GOPROXY = "https://goproxy.example.com,direct" }

[[host]]
name = "proxy.example.com"
proxy = { port = 3128, auth = { user = "me", password = "secret" } }

[[host]]
name = "go.example.com"
https = {}

[[host.route]]
path = "/tool"
import = "go.example.com/tool git https://git.example.com/tool.git"

[[host.route]]
path = "*"
body = "<html><head></head></html>"

[expect]
ok = false
"#;

/// The run of a scenario, and the lab in which it took place.
async fn run(scenario: &Scenario, probing: bool) -> (Trace, Lab) {
    let lab = Lab::start(scenario, &World::real()).await.unwrap();
    let options = pipeline::Options { no_probe: !probing, ..scenario::options(scenario) };
    let path = OsStr::new(&scenario.path);
    let trace = pipeline::resolve(Arc::new(lab.world()), path, &options).await.unwrap();
    (trace, lab)
}

/// The URLs that were asked for by questions of our own.
fn questions(trace: &Trace) -> Vec<&str> {
    let asked = trace.events.iter().filter_map(|event| match &event.fact {
        Fact::Probed(probed) => Some(probed.url.as_str()),
        _ => None,
    });
    asked.collect()
}

/// What the proxy was asked to lead to.
fn tunnels(lab: &Lab) -> Vec<String> {
    let counts = lab.counts();
    let requests = counts.get("proxy.example.com").map(|it| it.requests.as_slice());
    let connects = requests.unwrap_or_default().iter().filter(|it| it.method == "CONNECT");
    connects.map(|request| request.target.clone()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_take_the_way_that_go_takes() {
    let scenario = Scenario::parse("proxy", BEHIND_A_PROXY).unwrap();
    let (trace, lab) = run(&scenario, true).await;
    assert_eq!(questions(&trace).first(), Some(&"https://go.example.com/tool?go-get=1"));
    let answered = trace.events.iter().any(|event| match &event.fact {
        Fact::Probed(probed) => probed.seen.as_ref().is_some_and(|seen| !seen.imports.is_empty()),
        _ => false,
    });
    assert!(answered, "the parent's page was not seen through the proxy: {:?}", trace.events);
    let (silent, quiet) = run(&scenario, false).await;
    assert!(questions(&silent).is_empty());
    let (with, without) = (tunnels(&lab), tunnels(&quiet));
    assert!(with.len() > without.len(), "{with:?} {without:?}");
    assert!(with.iter().all(|target| target == "go.example.com:443"), "{with:?}");
}

/// The hosts that a run, its settings or its certificates name.
fn named(trace: &Trace, scenario: &Scenario) -> BTreeSet<String> {
    let own = trace.events.iter().filter(|event| !event.probe);
    let facts: Vec<_> = own.map(|event| format!("{:?}", event.fact)).collect();
    let text = format!("{scenario:?} {}", facts.join(" "));
    let is_name = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
    text.split(|c| !is_name(c)).map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_are_few_and_to_hosts_that_the_run_names() {
    const MOST: usize = 5;
    for (name, text) in lab::list() {
        let scenario = Scenario::parse(name, text).unwrap();
        if name.starts_with("tls-hang") {
            continue; // It takes ten seconds, and no question can be asked.
        }
        let (trace, _lab) = run(&scenario, true).await;
        let questions = questions(&trace);
        assert!(questions.len() <= MOST, "{name}: {questions:?}");
        let named = named(&trace, &scenario);
        for url in questions {
            let host = url.split("://").nth(1).and_then(|rest| rest.split(['/', '?', ':']).next());
            assert!(named.contains(host.unwrap()), "{name}: {url}");
        }
    }
}
