//! What is asked behind the root that go does not ask: what it tells apart, and whom a path is told.
#![cfg(feature = "lab")]
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::{collections::BTreeMap, ffi::OsStr, sync::Arc};

use crate::support::scenario;
use goget_doctor::{
    lab::{self, Lab, Scenario},
    pipeline,
    report::{Outcome, Report},
    trace::{Apart, EndpointAsked, RecordAsked, Trace, Trial, Tried},
    world::World,
};

/// The run of a scenario, and how often each host was asked.
async fn run(scenario: &Scenario, probing: bool) -> (Trace, BTreeMap<String, usize>) {
    let lab = Lab::start(scenario, &World::real()).await.unwrap();
    let options = pipeline::Options { no_probe: !probing, ..scenario::options(scenario) };
    let argument = scenario.argument();
    let path = OsStr::new(&argument);
    let trace = pipeline::resolve(Arc::new(lab.world()), path, &options).await.unwrap();
    let counts = lab.counts().into_iter().filter(|(name, _)| !name.is_empty());
    (trace, counts.map(|(name, counts)| (name, counts.requests.len())).collect())
}

fn named(name: &str) -> Scenario {
    Scenario::parse(name, lab::find(name).unwrap()).unwrap()
}

/// How many more requests each host got with probes than without, where there are any.
async fn more(scenario: &Scenario) -> (Trace, Vec<(String, usize)>) {
    let (_, quiet) = run(scenario, false).await;
    let (trace, all) = run(scenario, true).await;
    let more = all.into_iter().map(|(name, count)| {
        let less = quiet.get(&name).copied().unwrap_or_default();
        (name, count.saturating_sub(less))
    });
    (trace, more.filter(|(_, count)| *count > 0).collect())
}

/// One failing text, served by five causes one after the other.
const CAUSES: [(&str, &str); 5] = [
    ("sumdb-proxy-other-bits", "sum-proxy-served-different-bits"),
    ("gosum-tag-moved", "sum-tag-moved"),
    ("gosum-git-attributes", "sum-git-changes-files"),
    ("gosum-line-wrong", "gosum-line-wrong"),
    ("sumdb-of-mirror", "sumdb-differs-from-all"),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_checksum_mismatch_has_five_causes_that_are_told_apart() {
    for (name, finding) in CAUSES {
        let (trace, _) = run(&named(name), true).await;
        let report = Report::of(&trace);
        let error = report.verdict.error().unwrap_or_default();
        assert!(error.contains("checksum mismatch"), "{name}: {error}");
        let found: Vec<_> = report.findings.iter().map(|it| &*it.name).collect();
        assert_eq!(found, [finding], "{name}: {:#?}", tried(&trace));
        let (quiet, _) = run(&named(name), false).await;
        assert!(tried(&quiet).is_empty() && quiet.first::<RecordAsked>().is_none(), "{name}");
        let found = Report::of(&quiet).findings;
        assert!(found.iter().all(|it| it.name != finding || name == "sumdb-proxy-other-bits"));
    }
}

fn tried(trace: &Trace) -> Vec<&Tried> {
    trace.all::<Tried>().map(|(_, tried)| tried).collect()
}

/// A module whose first proxy fails, with others behind it; what GOPROXY and the other settings are is said by `env`.
fn failing(env: &str) -> Scenario {
    let text = r#"
about = "x"
path = "go.example.com/tool"
module = false
until = "package"
query = "v1.2.0"
env = { ENV }

[[host]]
name = "first.example.com"
https = {}
[[host.route]]
path = "*"
status = 500

[[host]]
name = "second.example.com"
https = {}
[[host.route]]
path = "/"
goproxy = "public"

[[host]]
name = "proxy.golang.org"
https = {}
[[host.route]]
path = "/"
goproxy = "public"

[[host]]
name = "sum.example.com"
https = {}
[[host.route]]
path = "/"
sumdb = "sum.example.com"

[[sumdb]]
name = "sum.example.com"

[[host]]
name = "go.example.com"
https = {}
[[host.route]]
path = "/tool"
import = "go.example.com/tool git https://git.example.com/tool.git"

[[host]]
name = "git.example.com"
https = {}
[[host.route]]
path = "/tool.git"
git = "tool"

[[repo]]
name = "tool"
files = { "go.mod" = "module go.example.com/tool\n", "tool.go" = "package tool // moved\n" }
tags = ["v1.2.0"]

[[version]]
module = "go.example.com/tool"
version = "v1.2.0"
files = { "go.mod" = "module go.example.com/tool\n", "tool.go" = "package tool\n" }

[expect]
ok = false
"#;
    Scenario::parse("failing", &text.replace("ENV", env)).unwrap()
}

fn hosts(more: &[(String, usize)]) -> Vec<&str> {
    more.iter().map(|(name, _)| name.as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_path_is_told_to_entries_of_goproxy_alone() {
    let env = r#"GOPROXY = "https://first.example.com,https://second.example.com""#;
    let (trace, asked) = more(&failing(env)).await;
    assert_eq!(hosts(&asked), ["first.example.com", "second.example.com"], "{asked:?}");
    let [second, bar] = tried(&trace)[..] else { panic!("{:?}", tried(&trace)) };
    assert!(bar.succeeds() && bar.how == Trial::Bar && bar.entry == second.entry, "{bar:?}");
    assert!(second.succeeds() && second.how == Trial::Entry, "{second:?}");
    assert!(second.asked.iter().all(|it| it.url.starts_with("https://second.example.com/")));
    assert!(asked.iter().all(|(_, count)| *count <= 20), "{asked:?}");
    let env = r#"GOPROXY = "https://first.example.com,direct""#;
    let (_, asked) = more(&failing(env)).await;
    assert_eq!(hosts(&asked), ["first.example.com", "git.example.com", "go.example.com"]);
    let env = r#"GOPROXY = "https://first.example.com,off,https://second.example.com""#;
    assert_eq!(hosts(&more(&failing(env)).await.1), ["first.example.com"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_path_is_told_to_no_proxy_and_no_database() {
    let line = "go.example.com/tool v1.2.0 h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
    let env = r#"GOPROXY = "https://second.example.com,direct", GOSUMDB = "{key sum.example.com}", GOPRIVATE = "go.example.com""#;
    let scenario = Scenario { go_sum: Some(line.to_owned()), ..failing(env) };
    let (trace, asked) = more(&scenario).await;
    let report = Report::of(&trace);
    assert!(report.verdict.error().unwrap().contains("checksum mismatch"), "{:?}", report.verdict);
    let all: Vec<_> = tried(&trace).iter().map(|it| (it.how, &*it.entry)).collect();
    assert_eq!(all, [(Trial::Plain, "direct")]);
    assert_eq!(hosts(&asked), ["git.example.com", "go.example.com"]);
    assert!(trace.first::<RecordAsked>().is_none());
    let env = env.replace("GOPRIVATE", "GONOSUMDB");
    let scenario = Scenario { go_sum: Some(line.to_owned()), ..failing(&env) };
    let (_, asked) = more(&scenario).await;
    assert!(!hosts(&asked).contains(&"sum.example.com"), "{asked:?}");
}

/// What probes settle, by scenario: the finding with them, and the one without.
const SETTLED: [(&str, &str, &str); 5] = [
    ("gomod-renamed", "gomod-path-mismatch-renamed", "gomod-declares-other-path"),
    ("gomod-fork", "gomod-path-mismatch-author-error", "gomod-declares-other-path"),
    ("gomod-slip", "gomod-path-mismatch-author-error", "gomod-declares-other-path"),
    ("goproxy-hosted", "goproxy-hosted-repo-not-a-proxy", "goproxy-lacks-module"),
    ("goproxy-upper-case-not-escaped", "goproxy-capitals-not-escaped", "goproxy-lacks-module"),
];

#[tokio::test(flavor = "multi_thread")]
async fn look_alikes_are_told_apart_at_the_entry_that_failed() {
    for (name, with, without) in SETTLED {
        let scenario = named(name);
        let found = |trace: &Trace| -> Vec<String> {
            Report::of(trace).findings.iter().map(|it| it.name.to_string()).collect()
        };
        assert_eq!(found(&run(&scenario, false).await.0), [without], "{name}");
        let (trace, asked) = more(&scenario).await;
        assert_eq!(found(&trace), [with], "{name}");
        assert_eq!(asked.len(), 1, "{name}: {asked:?}");
    }
}

/// A path of GONOPROXY is told to no proxy, be it ever so well known.
#[tokio::test(flavor = "multi_thread")]
async fn a_well_known_module_is_asked_of_no_proxy_that_may_not_be_asked() {
    let mut scenario = named("goproxy-hosted");
    scenario.env.insert("GONOPROXY".to_owned(), "golang.org/x".to_owned());
    let (trace, asked) = more(&scenario).await;
    let apart = || trace.all::<EndpointAsked>().map(|(_, it)| it.why);
    assert!(apart().all(|why| why != Apart::WellKnown) && apart().count() > 0, "{asked:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_asked_apart_is_marked() {
    let (trace, _) = run(&named("goproxy-list-fails"), true).await;
    let apart: Vec<_> = trace.all::<EndpointAsked>().map(|(_, it)| it).collect();
    let endpoints: Vec<_> = apart.iter().map(|it| (&*it.endpoint, it.is_served())).collect();
    let all = ["@latest", "@v/v1.2.0.info", "@v/v1.2.0.mod", "@v/v1.2.0.zip"];
    assert_eq!(endpoints, all.map(|endpoint| (endpoint, true)));
    assert!(apart.iter().all(|it| it.why == Apart::Endpoint));
    let own = trace.events.iter().filter(|event| event.fact.name() == "EndpointAsked");
    assert!({ own }.all(|event| event.probe));
    let report = Report::of(&trace);
    let walk = &report.played.as_ref().unwrap().walk;
    let probes = walk.iter().flat_map(|row| &row.asked).filter(|asked| asked.probe).count();
    assert!(probes > 4 && walk[0].asked.iter().any(|asked| !asked.probe), "{walk:#?}");
    let (row, own) = (walk.last().unwrap(), &walk[0]);
    assert!(row.probe && row.outcome == Outcome::Found && !own.probe, "{walk:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_a_storage_host_and_a_database_are_asked_apart() {
    let asked = async |name: &str, why: Apart| {
        let (trace, _) = run(&named(name), true).await;
        let mut apart = trace.all::<EndpointAsked>().map(|(_, it)| it.clone());
        apart.find(|it| it.why == why)
    };
    let open = asked("goproxy-401-open", Apart::WithoutLogin).await.unwrap();
    assert!(open.is_served() && open.endpoint == "@v/list", "{open:?}");
    assert_eq!(asked("goproxy-401", Apart::WithoutLogin).await, None, "there is no login");
    let storage = asked("goproxy-403-storage", Apart::Storage).await.unwrap();
    assert_eq!((&*storage.url, storage.status()), ("https://storage.example.com/", Some(403)));
    let (trace, _) = run(&named("sumdb-tile-missing"), true).await;
    let record: &RecordAsked = trace.first().unwrap();
    assert!(record.itself && record.sums.error.is_none(), "{record:?}");
    assert!(record.sum(false).is_some_and(|sum| sum.starts_with("h1:")), "{record:?}");
    assert!(record.sums.asked.iter().all(|it| it.url.expose().starts_with("https://sum.")));
}

/// A `|` in the place of a comma is a cure where it was tried, and no guess.
#[tokio::test(flavor = "multi_thread")]
async fn another_separator_is_offered_where_it_was_tried() {
    let scenario = named("goproxy-closed-port-comma");
    let mut offered = Vec::new();
    for probing in [true, false] {
        let (trace, _) = run(&scenario, probing).await;
        let report = Report::of(&trace);
        let mut lines = report.findings.iter().flat_map(|finding| &finding.fix);
        offered.push(lines.any(|line| line.contains("GOPROXY=") && line.contains('|')));
    }
    assert_eq!(offered, [true, false]);
}
