//! Many paths in one run share what go's process would share.
#![cfg(feature = "lab")]
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::{ops::ControlFlow, sync::Arc};

use goget_doctor::{
    lab::{Lab, Scenario},
    pipeline::{Options, Run},
    report::Report,
    trace::{Stage, Target, Trace},
    world::World,
};

/// A host with one repository, whose tag is on the pages of its directories too.
const ONE_ROOT: &str = r#"
about = "One root, many packages."
path = "a.test/r"

[[host]]
name = "a.test"
https = {}

[[host.route]]
path = "/r*"
import = "a.test/r git https://a.test/r.git"

[expect]
ok = true
"#;

/// A host on which nobody listens.
const NOBODY: &str = r#"
about = "Nobody listens."
path = "gone.test/x"

[[host]]
name = "gone.test"

[expect]
ok = false
"#;

/// The options of a run for repository roots.
fn at_root() -> Options {
    Options { until: Some(Stage::Root), ..Options::default() }
}

fn target(path: &str, module: bool) -> Target {
    Target::of(path, module)
}

async fn play(text: &str) -> Lab {
    let scenario = Scenario::parse("batch.toml", text).unwrap();
    Lab::start(&scenario, &World::empty()).await.unwrap()
}

async fn traces(lab: &Lab, targets: Vec<Target>, options: &Options) -> Vec<Trace> {
    let run = Run::open(Arc::new(lab.world()), options).await.unwrap();
    let mut traces = Vec::new();
    let keep = |done| {
        traces.push(done);
        ControlFlow::Continue(())
    };
    run.resolve_all(targets.into_iter().enumerate(), |index, trace| (index, trace), keep).await;
    traces.sort_by_key(|(index, _)| *index);
    traces.into_iter().map(|(_, trace)| trace).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_and_prefixes_are_fetched_once() {
    let lab = play(ONE_ROOT).await;
    let paths = ["a.test/r/x", "a.test/r/y", "a.test/r", "a.test/r/x"];
    let targets = paths.iter().map(|path| target(path, true)).collect();
    let traces = traces(&lab, targets, &at_root()).await;
    let reports: Vec<_> = traces.iter().map(Report::of).collect();
    let roots =
        reports.iter().map(|report| report.verdict.root().as_ref().map(|root| root.path.as_str()));
    assert!(roots.eq([Some("a.test/r"); 4]));
    let mut asked: Vec<_> =
        lab.counts()["a.test"].requests.iter().map(|request| request.target.clone()).collect();
    asked.sort();
    // go too asks for /r once as a page and once as a prefix.
    assert_eq!(asked, ["/r/x?go-get=1", "/r/y?go-get=1", "/r?go-get=1", "/r?go-get=1"]);
    assert_eq!(lab.counts()["a.test"].connections, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn packages_share_their_candidates() {
    let lab = play(ONE_ROOT).await;
    let targets = ["a.test/r/x", "a.test/r/y"].map(|path| target(path, false)).to_vec();
    let traces = traces(&lab, targets, &at_root()).await;
    assert!(traces.iter().all(|trace| Report::of(trace).verdict.finds() == Some(true)));
    let asked = &lab.counts()["a.test"].requests;
    let root = asked.iter().filter(|request| request.target == "/r?go-get=1");
    assert_eq!(root.count(), 2, "once as a candidate of both, once as the prefix of both");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_candidate_is_looked_up() {
    let lab = play(ONE_ROOT).await;
    let traces = traces(&lab, vec![target("a.test/r/x", false)], &at_root()).await;
    let report = Report::of(&traces[0]);
    let looked_up = report.candidates.iter().map(|candidate| candidate.path.as_str());
    assert!(looked_up.eq(["a.test/r/x", "a.test/r", "a.test"]), "{:?}", report.candidates);
    assert!(lab.counts()["a.test"].requests.iter().any(|request| request.target == "/?go-get=1"));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_the_network_broke_is_tried_again() {
    let lab = play(NOBODY).await;
    let options = Options { retries: 1, no_probe: true, ..at_root() };
    let targets = vec![target("gone.test/x", true)];
    let traces = traces(&lab, targets, &options).await;
    let again = traces[0].events.iter().filter(|event| event.probe).count();
    let report = Report::of(&traces[0]);
    assert_eq!((again, report.verdict.finds()), (1, Some(false)));
    let lines = report.steps.iter().flat_map(|step| &step.lines);
    let tried: Vec<_> = lines.filter(|line| line.label == "tried").collect();
    assert!(tried[0].text.starts_with("again, after: dial tcp "), "{tried:?}");
}

/// A host that says at once that it may be asked again.
const BUSY: &str = r#"
about = "The host limits requests."
path = "busy.test/x"

[[host]]
name = "busy.test"
https = {}

[[host.route]]
path = "/*"
status = 429
headers = { Retry-After = "0" }

[expect]
ok = false
"#;

#[tokio::test(flavor = "multi_thread")]
async fn a_busy_server_is_asked_again_where_that_is_wanted() {
    let mut requests = Vec::new();
    for retries in [0, 1] {
        let lab = play(BUSY).await;
        let options = Options { retries, no_probe: true, ..at_root() };
        let traces = traces(&lab, vec![target("busy.test/x", true)], &options).await;
        let report = Report::of(&traces[0]);
        assert_eq!(report.verdict.finds(), Some(false));
        let lines: Vec<_> = report.steps.iter().flat_map(|step| &step.lines).collect();
        let tried = lines.iter().filter(|line| line.label == "tried").map(|line| &*line.text);
        let told: Vec<&str> = tried.collect();
        let wanted: &[&str] =
            if retries == 0 { &[] } else { &["again, after: 429 Too Many Requests"] };
        assert_eq!(told, wanted);
        requests.push(lab.counts()["busy.test"].requests.len());
    }
    assert_eq!(requests[1], 2 * requests[0]);
}

/// A module proxy with one module, which two packages are asked of.
const ONE_MODULE: &str = r#"
about = "One module, two packages."
path = "a.test/r"
env = { GOPROXY = "https://proxy.test" }

[[host]]
name = "proxy.test"
https = {}

[[host.route]]
path = "/"
goproxy = "public"

[[version]]
module = "a.test/r"
version = "v1.0.0"
files = { "go.mod" = "module a.test/r\n\ngo 1.21\n", "x/x.go" = "package x\n", "y/y.go" = "package y\n" }

[expect]
ok = true
"#;

#[tokio::test(flavor = "multi_thread")]
async fn a_module_proxy_is_asked_once_whoever_asks() {
    let options = Options { go: Some("1.27".parse().unwrap()), ..Options::default() };
    let [alone, both] = [&["a.test/r/x"][..], &["a.test/r/x", "a.test/r/y"]].map(<[_]>::to_vec);
    let mut asked = Vec::new();
    for paths in [alone, both] {
        let lab = play(ONE_MODULE).await;
        let targets = paths.iter().map(|path| target(path, false)).collect();
        let traces = traces(&lab, targets, &options).await;
        for trace in &traces {
            let report = Report::of(trace);
            assert_eq!(report.verdict.ok(), Some(true), "{:?}", report.verdict);
            let played = report.played.unwrap();
            assert!(
                played.zip.is_some() && played.walk.iter().any(|visit| !visit.asked.is_empty())
            );
        }
        let requests = &lab.counts()["proxy.test"].requests;
        let mut targets: Vec<String> = requests.iter().map(|it| it.target.clone()).collect();
        targets.sort();
        asked.push(targets);
    }
    let [alone, both] = &asked[..] else { panic!("two runs") };
    assert!(alone.iter().any(|target| target.contains(".zip")));
    // The second package has one candidate of its own: a list, tried again since go asks https twice.
    let more: Vec<_> = both.iter().filter(|target| !alone.contains(target)).collect();
    assert_eq!(more, ["/a.test/r/y/@v/list"; 2]);
    assert_eq!(both.len(), alone.len() + 2);
}

/// A host whose roots git is told otherwise, one whose certificate nobody vouches for, and one that is not there.
const THREE_HOSTS: &str = r#"
about = "What the machine holds decides."
path = "well.test/x"
env = { GIT_SSL_CAINFO = "~/company.pem" }

[ca.own]
name = "Company Root"

[files]
"~/company.pem" = { certs = ["own"] }

[[host]]
name = "well.test"
https = {}

[[host.route]]
path = "/*"
import = "well.test git https://well.test/x.git"

[[host]]
name = "strange.test"
https = { issuer = "self" }

[[host]]
name = "gone.test"

[expect]
ok = true
"#;

/// Files are opened for the run, not for a path: as many for a thousand paths as for one of each host.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_the_same_for_all_paths_is_looked_at_once() {
    let mut opened = Vec::new();
    for each in [1, 334] {
        let lab = play(THREE_HOSTS).await;
        let world = Arc::new(lab.world());
        let options = Options { go: Some("1.27".parse().unwrap()), ..at_root() };
        let run = Run::open(world.clone(), &options).await.unwrap();
        let hosts = ["well.test", "strange.test", "gone.test"];
        let paths = (0..each).flat_map(|at| hosts.map(|host| format!("{host}/{at}")));
        let targets: Vec<_> = paths.map(|path| target(&path, true)).enumerate().collect();
        let mut told = [0; 3];
        let judge = |index: usize, trace: Trace| {
            let report = Report::of(&trace);
            (index, report.findings.iter().map(|it| it.name.to_string()).collect::<Vec<_>>())
        };
        let wanted = ["tls-git-roots-lack-ca", "tls-cert-self-signed", "connect-refused"];
        let count = |(index, findings): (usize, Vec<String>)| {
            assert!(
                findings.iter().any(|name| name == wanted[index % 3]),
                "{}: {findings:?}",
                hosts[index % 3]
            );
            told[index % 3] += 1;
            ControlFlow::Continue(())
        };
        run.resolve_all(targets, judge, count).await;
        assert_eq!(told, [each; 3]);
        opened.push(world.opened());
    }
    assert_eq!(opened[0], opened[1]);
}
