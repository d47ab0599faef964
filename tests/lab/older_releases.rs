//! The same failure in different releases: the table of discovery.md §17.4, which was read from and run
//! with releases that have no toolchain here.
#![cfg(feature = "lab")]
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::{ffi::OsStr, sync::Arc};

use crate::support::scenario;
use goget_doctor::{
    lab::{self, Lab, Scenario},
    pipeline,
    report::Report,
    trace::{Asked, Told as _, Trace},
    world::World,
};

const PAGE: &str = "https://go.example.com/tool?go-get=1";
const ROOT: &str = "go.example.com/tool git https://git.example.com/tool.git";

/// What `go VERSION` says in the scenario.
#[expect(clippy::too_many_lines, reason = "it is a table")]
fn expected() -> Vec<(&'static str, &'static str, String)> {
    let dial = "dial tcp 192.0.2.1:443:";
    let unknown = "x509: certificate signed by unknown authority";
    let expired = "x509: certificate has expired or is not yet valid";
    let multiple = "multiple meta tags match import path \"go.example.com/tool\"";
    let old =
        |reason: String| format!("unrecognized import path \"go.example.com/tool\" ({reason})");
    let new =
        |reason: String| format!("unrecognized import path \"go.example.com/tool\": {reason}");
    let none = || old(format!("parse {PAGE}: no go-import meta tags ()"));
    let status = "404 Not Found\n\tserver response: 404 page not found";
    let syntax =
        "parsing go.example.com/tool: XML syntax error on line 4: expected element name after <";
    vec![
        ("status-404", "1.8", none()),
        ("status-404", "1.11", none()),
        ("status-404", "1.13", none()),
        ("status-404", "1.14", new(format!("reading {PAGE}: {status}"))),
        ("html-less-than", "1.8", old(syntax.into())),
        ("html-less-than", "1.11", none()),
        ("html-less-than", "1.13", none()),
        ("html-less-than", "1.14", new(syntax.into())),
        ("tag-twice", "1.8", old(format!("parse {PAGE}: {multiple}"))),
        ("tag-twice", "1.13", old(format!("parse {}: {multiple}", &PAGE[6..]))),
        ("tag-twice", "1.14", new(format!("parse {}: {multiple}", &PAGE[6..]))),
        (
            "connect-refused",
            "1.8",
            old(format!("https fetch: Get {PAGE}: {dial} getsockopt: connection refused")),
        ),
        (
            "connect-refused",
            "1.11",
            old(format!("https fetch: Get {PAGE}: {dial} connect: connection refused")),
        ),
        (
            "connect-refused",
            "1.14",
            new(format!("https fetch: Get \"{PAGE}\": {dial} connect: connection refused")),
        ),
        ("cert-expired", "1.13", old(format!("https fetch: Get {PAGE}: {expired}"))),
        ("unknown-ca", "1.13", old(format!("https fetch: Get {PAGE}: {unknown}"))),
        ("unknown-ca", "1.19", new(format!("https fetch: Get \"{PAGE}\": {unknown}"))),
        (
            "unknown-ca",
            "1.20",
            new(format!(
                "https fetch: Get \"{PAGE}\": tls: failed to verify certificate: {unknown}"
            )),
        ),
        ("cert-common-name-only", "1.14", ROOT.into()),
        ("redirect-to-http", "1.12", ROOT.into()),
        (
            "redirect-loop",
            "1.12",
            old("https fetch: Get /tool?go-get=1: stopped after 10 redirects".into()),
        ),
        ("redirect-loop", "1.13", "limit redirects 100".into()),
        (
            "redirect-loop",
            "1.15",
            new("https fetch: Get \"/tool?go-get=1\": stopped after 10 redirects".into()),
        ),
        (
            "repo-http",
            "1.8",
            "cannot download, http://git.example.com/tool.git uses insecure protocol".into(),
        ),
        ("repo-http", "1.11", ROOT.replace("https", "http")),
        (
            "repo-file",
            "1.8",
            "cannot download, file:///srv/git/tool.git uses insecure protocol".into(),
        ),
        ("repo-file", "1.11", "go.example.com/tool git file:///srv/git/tool.git".into()),
        (
            "dot-git-nobody",
            "1.8",
            "cannot download, git.example.com/team/tool uses insecure protocol".into(),
        ),
        (
            "dot-git-nobody",
            "1.20.11",
            "git.example.com/team/tool.git git git://git.example.com/team/tool".into(),
        ),
        ("dot-git-nobody", "1.22", "no secure protocol found for repository".into()),
        ("mod-entry", "1.8", old(format!("{PAGE}: unknown vcs \"mod\""))),
        ("mod-entry", "1.11", "go.example.com/tool mod https://modules.example.com".into()),
        ("mod-beside-git", "1.8", old(format!("parse {PAGE}: {multiple}"))),
        ("mod-beside-git", "1.11", "go.example.com/tool mod https://modules.example.com".into()),
        ("subdir", "1.24", new(format!("parse {PAGE}: no go-import meta tags ()"))),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn older_releases_say_what_they_said() {
    let mut wrong = Vec::new();
    for (name, release, expected) in expected() {
        let says = says(name, release).await;
        if says != expected {
            wrong.push(format!("{name}, go {release}\n  expected: {expected}\n  came out: {says}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The story of 2017: what go 1.8 logged, and a CA's file next to the bundle, which 1.9 first read.
#[tokio::test(flavor = "multi_thread")]
async fn the_log_of_go_1_8() {
    let scenario = parsed("own-ca-unsearched");
    let said = "x509: certificate signed by unknown authority";
    let url = "https://tonybai.com/gowechat?go-get=1";
    let failed = [
        format!("Fetching {url}"),
        format!("https fetch failed: Get {url}: {said}"),
        format!(
            "package tonybai.com/gowechat: unrecognized import path \"tonybai.com/gowechat\" (https fetch: Get {url}: {said})"
        ),
    ];
    let found = |package: &str| {
        let tag = "Prefix:\"tonybai.com/gowechat\", VCS:\"git\", RepoRoot:\"https://git.example.com/gowechat.git\"";
        vec![
            format!("Fetching {url}"),
            format!("Parsing meta tags from {url} (status code 200)"),
            format!(
                "get \"tonybai.com/gowechat\": found meta tag {package}.metaImport{{{tag}}} at {url}"
            ),
            "tonybai.com/gowechat (download)".to_owned(),
        ]
    };
    let beside = scenario.cured(&scenario.cure[1]);
    let bundled = scenario.cured(&scenario.cure[2]);
    assert_eq!(report(&parsed("self-signed"), "1.8").await.log, failed);
    assert_eq!(report(&scenario, "1.8").await.log, failed);
    assert_eq!(report(&beside, "1.8").await.log, failed);
    assert_eq!(report(&beside, "1.9").await.log, found("get"));
    assert_eq!(report(&bundled, "1.8").await.log, found("main"));
}

fn parsed(name: &str) -> Scenario {
    Scenario::parse(name, lab::find(name).unwrap()).unwrap()
}

async fn report(scenario: &Scenario, release: &str) -> Report {
    let lab = Lab::start(scenario, &World::empty()).await.unwrap();
    let mut options = scenario::options(scenario);
    options.go = Some(release.parse().unwrap());
    let path = OsStr::new(&scenario.path);
    let trace = pipeline::resolve(Arc::new(lab.world()), path, &options).await.unwrap();
    Report::of(&trace)
}

/// The root, go's text, or our limit.
async fn says(name: &str, release: &str) -> String {
    let report = report(&parsed(name), release).await;
    let root = report.verdict.root().map(|root| scenario::root(root).to_string());
    let limit = report.verdict.limit().map(|limit| format!("limit {limit}"));
    root.or(report.verdict.error().map(str::to_owned)).or(limit).unwrap_or_default()
}

/// The run for all releases says of each what a run for that one says.
#[tokio::test(flavor = "multi_thread")]
async fn all_at_once_as_one_by_one() {
    for name in ["unknown-ca", "subdir", "html-less-than", "cert-common-name-only", "sub-package"] {
        let scenario = parsed(name);
        let (first, all) = all(&scenario).await;
        let groups = Report::of(&first).across(&all).releases;
        assert!(groups.len() > 1 || name == "sub-package", "{name}");
        for release in ["1.8", "1.11", "1.14", "1.17", "1.21", "1.27"] {
            let alone = report(&scenario, release).await;
            let version = release.parse().unwrap();
            let group = groups.iter().find(|group| group.go.contains(&version)).unwrap();
            let verdict = (&group.verdict.root(), &group.verdict.error());
            assert_eq!(
                verdict,
                (&alone.verdict.root(), &alone.verdict.error()),
                "{name}, go {release}"
            );
        }
    }
}

/// The page of a 404: by 1.27's own name, by net/http's, and the second try of both.
#[tokio::test(flavor = "multi_thread")]
async fn no_request_is_made_twice() {
    let (first, all) = all(&parsed("status-404")).await;
    let traces = std::iter::once(&first).chain(&all);
    let events = traces.flat_map(|trace| &trace.events).filter(|event| !event.probe);
    // What replaces another release's request has no header fields.
    let sent = events.told::<Asked>().flat_map(|asked| &asked.headers);
    let sent = sent.filter(|(name, _)| name == "User-Agent");
    let agents: Vec<&str> = sent.map(|(_, agent)| agent.as_str()).collect();
    assert_eq!(agents.len(), 3, "{agents:?}");
    assert!(agents[0].starts_with("GoCommand/") && agents[1].starts_with("Go-http-client/"));
}

async fn all(scenario: &Scenario) -> (Trace, Vec<Trace>) {
    let lab = Lab::start(scenario, &World::empty()).await.unwrap();
    let options = scenario::options(scenario);
    let path = OsStr::new(&scenario.path);
    pipeline::across(Arc::new(lab.world()), path, &options).await.unwrap()
}
