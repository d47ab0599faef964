//! All scenarios and their cures against all findings about TLS: each is printed in the scenarios of
//! its row and nowhere else; and no byte of a request reaches a host that go refuses.
#![cfg(feature = "lab")]
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsStr,
    sync::Arc,
};

use crate::support::scenario;
use goget_doctor::{
    lab::{self, Counts, Lab, Scenario},
    pipeline,
    report::Report,
    stages,
    trace::{Fact, Trace},
    world::World,
};
use tokio::{sync::Semaphore, task::JoinSet};

/// Where each finding about TLS is printed.
const ROWS: &[(&str, &[&str])] = &[
    ("http-plaintext-on-443-middlebox", &["plain-http-on-443"]),
    ("net-connection-closed-middlebox", &["tls-closed"]),
    ("net-connection-reset-middlebox", &["tls-reset"]),
    ("tls-ca-not-trusted", &["unknown-ca"]),
    ("tls-cert-cn-only", &["cert-common-name-only", "own-ca-v1-leaf"]),
    ("tls-cert-expired", &["cert-expired", "cert-intermediate-expired"]),
    ("tls-cert-expires-soon", &["cert-expires-soon"]),
    ("tls-cert-self-signed", &["goenv-line-ignored", "insecure-pattern-no-match", "self-signed"]),
    ("tls-cert-signed-with-sha1", &["cert-sha1"]),
    ("tls-cert-wrong-eku", &["cert-for-clients-only"]),
    ("tls-client-cert-required", &["client-cert-required", "client-cert-tls-1.2"]),
    ("tls-clock-ahead", &["clock-ahead"]),
    ("tls-clock-behind-or-cert-future", &["cert-not-yet-valid", "clock-behind"]),
    ("tls-default-certificate", &["cert-default", "ingress-shared"]),
    ("tls-git-roots-lack-ca", &["git-roots-other"]),
    ("tls-handshake-timeout", &["tls-hang"]),
    ("tls-hostname-mismatch", &["cert-wrong-host", "ip-host"]),
    ("tls-large-clienthello-middlebox", &["tls-large-hello"]),
    ("tls-missing-roots", &["no-roots"]),
    ("tls-mitm-corporate", &["inspection"]),
    ("tls-mitm-goproxy-goinsecure-does-not-apply", &["insecure-names-proxy"]),
    ("tls-mitm-nonconformant-cert", &["cert-negative-serial"]),
    ("tls-no-common-suite", &["tls-rsa-only"]),
    ("tls-not-spoken-on-443", &["no-tls-on-443"]),
    ("tls-root-other-key", &["ca-other-key"]),
    ("tls-roots-behind-first-bundle", &["own-ca-second-bundle", "own-ca-shadowed-1-8"]),
    ("tls-roots-block-left-out", &["own-ca-bom", "own-ca-trusted-block"]),
    (
        "tls-roots-in-unsearched-location",
        &["own-ca-curl-only", "own-ca-git-only", "own-ca-not-updated", "own-ca-unsearched"],
    ),
    ("tls-rsa-key-too-short", &["ca-rsa-768"]),
    ("tls-server-missing-intermediate", &["intermediate-missing"]),
    ("tls-server-too-old", &["tls-too-old"]),
    ("tls-ssl-cert-file-hides-bundle", &["cert-file-hides-bundle"]),
    ("tls-ssl-cert-file-is-directory", &["cert-file-is-directory", "cert-file-unreadable"]),
    ("tls-ssl-cert-file-missing", &["cert-file-missing"]),
    ("tls-ssl-cert-file-no-certs", &["cert-file-without-certs"]),
    ("tls-stale-or-missing-roots", &["root-expired"]),
    ("tls-unrecognized-name", &["tls-unrecognized-name"]),
];

/// How many scenarios play at a time.
const AT_ONCE: usize = 4;

/// What came of a scenario, or of one of its cures.
struct Played {
    name: String,
    cured: bool,
    findings: Vec<&'static str>,
    trace: Trace,
    counts: BTreeMap<String, Counts>,
}

#[tokio::test(flavor = "multi_thread")]
async fn findings_about_tls_are_printed_where_their_rows_say() {
    let (mut found, mut wrong) = (BTreeMap::<_, BTreeSet<String>>::new(), Vec::new());
    for played in play_all(true).await {
        for finding in played.findings.iter().filter(|name| is_about_tls(name)) {
            if played.cured && !expected_of_cures(&played.name).contains(*finding) {
                wrong.push(format!("{finding} is printed after a cure of {}", played.name));
            } else if !played.cured {
                found.entry(*finding).or_default().insert(played.name.clone());
            }
        }
    }
    for check in stages::all().filter(|check| is_about_tls(check.name)) {
        let row = ROWS.iter().find(|(name, _)| *name == check.name).map_or(&[][..], |row| row.1);
        let row: BTreeSet<String> = row.iter().map(|name| (*name).to_owned()).collect();
        let found = found.remove(check.name).unwrap_or_default();
        if row.is_empty() || found != row {
            wrong.push(format!("{}: printed in {found:?}, its row says {row:?}", check.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Without our own questions not even plain http reaches the host; with them nothing on port 443.
#[tokio::test(flavor = "multi_thread")]
async fn no_byte_of_a_request_reaches_a_host_that_go_refuses() {
    let (mut refusals, mut wrong) = (0, Vec::new());
    for probe in [false, true] {
        for played in play_all(probe).await {
            for host in refused(&played.trace) {
                let counts = played.counts.get(&host).cloned().unwrap_or_default();
                let on_443 = counts.requests.iter().filter(|asked| asked.port == 443).count();
                refusals += 1;
                let plain = probe || asks_plainly(&played.trace, &host);
                if on_443 > 0 || (!plain && counts.bytes > 0) {
                    let bytes = counts.bytes;
                    wrong.push(format!("{}: {host} got {bytes} bytes", played.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(refusals >= 80, "too few refusals to prove anything: {refusals}");
}

/// The hosts whose TLS go does not take, on every connection.
fn refused(trace: &Trace) -> BTreeSet<String> {
    let own = || trace.events.iter().filter(|event| !event.probe);
    let accepted: BTreeSet<String> = own()
        .filter_map(|event| match &event.fact {
            Fact::Judged(judged) if judged.error.is_none() => Some(judged.host.clone()),
            _ => None,
        })
        .collect();
    let asked = own().filter_map(|event| match &event.fact {
        Fact::Asked(asked) => asked.url.strip_prefix("https://"),
        _ => None,
    });
    let hosts = asked.map(|rest| rest.split(['/', '?']).next().unwrap_or_default().to_owned());
    hosts.filter(|host| !accepted.contains(host)).collect()
}

/// Whether go asks the host over http, as GOINSECURE allows.
fn asks_plainly(trace: &Trace, host: &str) -> bool {
    trace.events.iter().filter(|event| !event.probe).any(|event| match &event.fact {
        Fact::Asked(asked) => asked.url.starts_with(&format!("http://{host}/")),
        _ => false,
    })
}

fn is_about_tls(name: &str) -> bool {
    const OTHERS: [&str; 3] = [
        "http-plaintext-on-443-middlebox",
        "net-connection-closed-middlebox",
        "net-connection-reset-middlebox",
    ];
    name.starts_with("tls-") || OTHERS.contains(&name)
}

/// What the cures of a scenario leave, by what they say themselves.
fn expected_of_cures(name: &str) -> BTreeSet<String> {
    let scenario = Scenario::parse(name, lab::find(name).unwrap()).unwrap();
    let expects = scenario.cure.iter().filter_map(|cure| cure.expect.as_ref());
    expects.flat_map(|expect| expect.findings.clone()).collect()
}

async fn play_all(probe: bool) -> Vec<Played> {
    let slots = Arc::new(Semaphore::new(AT_ONCE));
    let mut plays = JoinSet::new();
    for (name, text) in lab::list() {
        let scenario = Scenario::parse(name, text).unwrap();
        let cured = scenario.cure.iter().map(|cure| (true, scenario.cured(cure)));
        for (cured, scenario) in cured.chain([(false, scenario.clone())]) {
            let slots = slots.clone();
            plays.spawn(async move {
                let _slot = slots.acquire().await;
                play((*name).to_owned(), cured, &scenario, probe).await
            });
        }
    }
    plays.join_all().await
}

async fn play(name: String, cured: bool, scenario: &Scenario, probe: bool) -> Played {
    let mut caller = World::empty();
    caller.set("PATH", World::real().var("PATH").unwrap_or_default());
    let lab = Lab::start(scenario, &caller).await.unwrap();
    let options = pipeline::Options { no_probe: !probe, ..scenario::options(scenario) };
    let path = OsStr::new(&scenario.path);
    let trace = pipeline::resolve(Arc::new(lab.world()), path, &options).await.unwrap();
    let findings = Report::of(&trace).findings.iter().map(|finding| finding.name).collect();
    Played { name, cured, findings, trace, counts: lab.counts() }
}
