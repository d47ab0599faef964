//! Handshakes with the lab's servers: go's text, its findings, and not a byte of a request.

use std::sync::Arc;

use goget_doctor::{
    lab::{self, Lab, Scenario},
    pipeline::{self, Inspection, Options, Server, Subject},
    report::certs::CertsView,
    world::World,
};

/// What begins the names of findings about a server.
const ABOUT_SERVERS: [&str; 4] = ["tls-", "net-", "http-plaintext", "connect-"];

/// Other addresses are asked for the page, and this command sends no request.
const BY_PAGE: &str = "net-one-address-broken";

/// This one takes the ten seconds that go waits.
const SLOW: &str = "tls-hang";

async fn looked_at(lab: &Lab, host: &str) -> CertsView {
    let inspection =
        Inspection { subject: Subject::Server(Server::parse(host).unwrap()), roots: None };
    let options = Options { go: Some("1.27".parse().unwrap()), ..Options::default() };
    let trace = pipeline::certs(Arc::new(lab.world()), &inspection, &options).await.unwrap();
    CertsView::of(&trace)
}

/// go's text for the request that failed, where the scenario is about the server.
fn expected_error(lab: &Lab, scenario: &Scenario) -> Option<String> {
    expected_finding(scenario)?;
    let error = lab.as_played(scenario.expect.error.as_deref()?);
    let (_, request) = error.split_once("https fetch: Get \"https://")?;
    Some(request.split_once("\": ")?.1.to_owned())
}

fn expected_finding(scenario: &Scenario) -> Option<&str> {
    let names = scenario.expect.findings.iter().map(String::as_str);
    let mut names = names.filter(|name| *name != BY_PAGE);
    names.find(|name| ABOUT_SERVERS.iter().any(|kind| name.starts_with(kind)))
}

#[tokio::test]
async fn servers_get_the_verdict_that_ends_the_lookup() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (name, text) in lab::list().iter().filter(|(name, _)| *name != SLOW) {
        let scenario = Scenario::parse(name, text).unwrap();
        if scenario.host.iter().any(|host| host.ssh.is_some()) {
            continue; // Its server has no certificate.
        }
        let host = scenario.path.split('/').next().unwrap().to_owned();
        let lab = Lab::start(&scenario, &World::real()).await.unwrap();
        let Some(expected) = expected_error(&lab, &scenario) else { continue };
        let view = looked_at(&lab, &host).await;
        count += 1;
        if !view.verdict.error().as_ref().is_some_and(|error| lab::matches(&expected, error)) {
            wrong.push(format!("{name}\n  go:   {expected}\n  here: {:?}", view.verdict.error()));
        }
        let found: Vec<_> = view.findings.iter().map(|finding| &*finding.name).collect();
        let first = expected_finding(&scenario);
        if found.first().copied() != first {
            wrong.push(format!("{name}\n  expected {first:?}, found {found:?}"));
        }
        // The clock is asked for over plain http.
        let asked = lab.counts().into_values().flat_map(|counts| counts.requests);
        assert_eq!(asked.filter(|request| request.port != 80).count(), 0, "{name}");
    }
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 15, "{count}");
}

/// What the server chose is known though go hung up: the version, the suite, the group.
#[tokio::test]
async fn a_refused_chain_comes_with_what_was_agreed_on() {
    for (name, version, wants_certificate) in
        [("unknown-ca", "1.3", false), ("client-cert-tls-1.2", "1.2", true)]
    {
        let scenario = Scenario::parse(name, lab::find(name).unwrap()).unwrap();
        let lab = Lab::start(&scenario, &World::real()).await.unwrap();
        let view = looked_at(&lab, "go.example.com").await;
        let connection = view.connection.unwrap();
        assert_eq!((connection.complete, connection.version.as_str()), (false, version));
        assert_eq!(connection.wants_certificate, wants_certificate);
        assert!(connection.suite.starts_with("TLS_") && connection.group.is_some(), "{name}");
        assert!(!view.chain.is_empty(), "{name}");
    }
}

#[tokio::test]
async fn a_good_server_shows_its_chain_and_gets_no_byte() {
    let scenario = Scenario::parse("own-ca-trusted", lab::find("own-ca-trusted").unwrap()).unwrap();
    let host = scenario.path.split('/').next().unwrap().to_owned();
    let lab = Lab::start(&scenario, &World::real()).await.unwrap();
    let view = looked_at(&lab, &host).await;
    assert_eq!((view.verdict.finds(), view.verdict.error()), (Some(true), None));
    let connection = view.connection.unwrap();
    assert_eq!((connection.version.as_str(), connection.alpn.as_deref()), ("1.3", Some("h2")));
    assert_eq!(connection.sni.as_deref(), Some(host.as_str()));
    assert!(connection.group.is_some() && !connection.suite.is_empty());
    assert!(view.chain[0].dns_names.contains(&host));
    let root = view.built[0].last().unwrap();
    assert!(root.file.as_ref().is_some_and(|file| file.starts_with("/etc/ssl/certs/")));
    assert!(view.opinions[0].error.is_none(), "{:?}", view.opinions);
    assert!(view.findings.is_empty());
    let counts = &lab.counts()[&host];
    assert_eq!((counts.connections, counts.bytes, counts.requests.len()), (1, 0, 0));
}

/// What `--save-chain` writes is what `--chain` reads: the same certificates, and the same verdict.
#[tokio::test(flavor = "multi_thread")]
async fn a_saved_chain_is_the_one_that_was_presented() {
    let scenario = Scenario::parse("unknown-ca", lab::find("unknown-ca").unwrap()).unwrap();
    let lab = Lab::start(&scenario, &World::real()).await.unwrap();
    let host = scenario.path.split('/').next().unwrap().to_owned();
    let (folder, exports) = (tempfile::tempdir().unwrap(), lab.exports());
    let file = folder.path().join("chain.pem").display().to_string();
    let run = move |arguments: Vec<String>| {
        let mut command = crate::support::child::doctor();
        command
            .arg("certs")
            .args(arguments)
            .arg("--json")
            .envs(exports.iter().map(|(name, value)| (name, value)));
        let output = command.output().unwrap();
        let view: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let chain = view["chain"].as_array().unwrap().iter().map(|it| it["sha256"].to_string());
        (view["error"].clone(), chain.collect::<Vec<_>>())
    };
    let (live, read) = tokio::task::spawn_blocking(move || {
        let saved = run(vec![host.clone(), "--save-chain".to_owned(), file.clone()]);
        (saved, run(vec!["--chain".to_owned(), file, "--host".to_owned(), host]))
    })
    .await
    .unwrap();
    assert!(!live.1.is_empty());
    assert_eq!(live, read);
}
