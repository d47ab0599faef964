//! Module proxies put to their protocol: good ones, of which nothing is said, and faults, each of which is found by its
//! rule.
#![cfg(all(feature = "lab", unix))]

mod command;
mod faults;
mod folder;
mod nginx;

use std::sync::Arc;

use goget_doctor::{
    lab::{Lab, ModuleVersion, Scenario},
    pipeline::{self, Options, ProxySubject},
    report::{Levels, protocol::ProtocolView},
    world::World,
};

const PROXY: &str = "https://proxy.example.com";
const TOOL: &str = "go.example.com/tool";

/// What precedes the routes of a scenario.
const HEAD: &str = r#"
about = "A module proxy"
path = "go.example.com/tool"

[[host]]
name = "proxy.example.com"
https = {}
"#;

/// The host to which nothing may go but by a redirect, the route of a good proxy, and what it has.
const TAIL: &str = r#"
[[host.route]]
path = "/"
goproxy = "public"

[[host]]
name = "other.example.com"
https = {}
http = true

[[version]]
module = "go.example.com/tool"
version = "v1.1.0"
files = { "go.mod" = "module go.example.com/tool\n\ngo 1.20\n" }

[[version]]
module = "go.example.com/tool"
version = "v1.2.0"
files = { "go.mod" = "module go.example.com/tool\n\ngo 1.21\n", "tool.go" = "package tool\n" }

[[version]]
module = "go.example.com/Azure/SDK"
version = "v1.0.0-RC.1"
files = { "go.mod" = "module go.example.com/Azure/SDK\n", "sdk.go" = "package sdk\n" }

[[version]]
module = "go.example.com/commits"
version = "v0.0.0-20240101000000-0123456789ab"
files = { "a.go" = "package commits\n" }

[expect]
ok = true
"#;

/// A lab in which the proxy has `routes` in front of those of a good one.
async fn lab(routes: &str) -> Lab {
    started(&format!("{HEAD}{routes}{TAIL}")).await
}

async fn started(text: &str) -> Lab {
    let scenario = Scenario::parse("protocol.toml", text).unwrap_or_else(|error| panic!("{error}"));
    Lab::start(&scenario, &World::real()).await.unwrap()
}

/// What is said of the proxy at `url` in the world of `lab`.
async fn view(world: World, url: &str, module: Option<&str>, options: &Options) -> ProtocolView {
    let subject = ProxySubject::parse(url, module).unwrap();
    let run = Box::pin(pipeline::protocol(Arc::new(world), &subject, options)).await.unwrap();
    ProtocolView::of(&run, &Levels::default())
}

async fn seen(lab: &Lab, module: Option<&str>) -> ProtocolView {
    view(lab.world(), PROXY, module, &Options::default()).await
}

fn names(view: &ProtocolView) -> Vec<&str> {
    view.findings.iter().map(|finding| &*finding.name).collect()
}

fn says<'a>(view: &'a ProtocolView, name: &str) -> &'a str {
    &view.rules.iter().find(|row| row.name == name).unwrap().says
}

#[tokio::test]
async fn of_a_good_proxy_nothing_is_said() {
    let lab = lab("").await;
    for module in [
        None,
        Some(TOOL),
        Some("go.example.com/tool@v1.1.0"),
        Some("go.example.com/Azure/SDK"),
        Some("go.example.com/commits"),
    ] {
        let view = seen(&lab, module).await;
        assert_eq!((names(&view), view.exit), (vec![], 0), "{module:?}");
        assert!(view.rules.iter().all(|row| row.evidence.is_empty() && row.cure.is_none()));
    }
    let view = seen(&lab, Some(TOOL)).await;
    assert_eq!(view.version.as_deref(), Some("v1.2.0"));
    let tool: &ModuleVersion = &lab.scenario().version[1];
    assert_eq!(view.zip.as_ref().unwrap().h1.as_deref(), Some(tool.sum().as_str()));
    assert!(says(&view, "protocol-sum-other-in-gosum").contains(&tool.sum()));
    let commits = seen(&lab, Some("go.example.com/commits")).await;
    assert_eq!(commits.version.as_deref(), Some("v0.0.0-20240101000000-0123456789ab"));
    let asked = lab.counts();
    assert!(asked.get("other.example.com").is_none_or(|counts| counts.requests.is_empty()));
}

/// A module that a rule about modules needs is named, or the rule is not told of.
#[tokio::test]
async fn without_a_module_the_other_rules_are_told() {
    let lab = lab("").await;
    let (without, with) = (seen(&lab, None).await, seen(&lab, Some(TOOL)).await);
    assert!(without.rules.len() < with.rules.len());
    assert!(without.rules.iter().all(|row| with.rules.iter().any(|it| it.name == row.name)));
    assert!(without.rules.iter().all(|row| !row.name.contains("-zip-")));
}

#[tokio::test]
async fn questions_of_our_own_can_be_left_out() {
    let lab = lab("").await;
    let options = Options { no_probe: true, ..Options::default() };
    let view = view(lab.world(), PROXY, Some(TOOL), &options).await;
    assert_eq!((names(&view), view.exit), (vec![], 0));
    let requests = &lab.counts()["proxy.example.com"].requests;
    assert!(requests.iter().all(|it| it.headers.iter().all(|(name, _)| name != "range")));
    assert!(requests.iter().all(|it| !it.target.contains('!')));
}

#[tokio::test]
async fn offline_nothing_is_asked_and_nothing_is_said_to_be_well() {
    let lab = lab("").await;
    let options = Options { offline: true, ..Options::default() };
    let view = view(lab.world(), PROXY, Some(TOOL), &options).await;
    assert_eq!((names(&view), view.exit), (vec![], 3));
    let passed = view.rules.iter().filter(|row| row.verdict == goget_doctor::StepVerdict::Pass);
    assert_eq!(passed.map(|row| &*row.name).collect::<Vec<_>>(), Vec::<&str>::new());
    assert!(lab.counts().is_empty());
}
