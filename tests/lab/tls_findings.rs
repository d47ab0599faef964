//! All scenarios and their cures against all findings about TLS: each is printed in the scenarios that
//! state it and nowhere else; and no byte of a request reaches a host that go refuses.
#![cfg(feature = "lab")]
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    ffi::OsStr,
    sync::{Arc, OnceLock},
};

use crate::support::scenario;
use goget_doctor::{
    lab::{self, Counts, Lab, Scenario},
    pipeline,
    report::Report,
    stages,
    trace::{Asked, Judged, Told as _, Trace},
    world::World,
};
use tokio::{sync::Semaphore, task::JoinSet};

/// How many scenarios play at a time.
const AT_ONCE: usize = 4;

/// What came of a scenario, or of one of its cures.
struct Played {
    name: String,
    cured: bool,
    findings: Vec<Cow<'static, str>>,
    trace: Trace,
    counts: BTreeMap<String, Counts>,
}

#[test]
fn findings_about_tls_are_printed_where_their_rows_say() {
    let (mut found, mut wrong) = (BTreeMap::<_, BTreeSet<&str>>::new(), Vec::new());
    for played in with_probes() {
        for finding in played.findings.iter().filter(|name| is_about_tls(name)) {
            if played.cured && !expected_of_cures(&played.name).contains(&**finding) {
                wrong.push(format!("{finding} is printed after a cure of {}", played.name));
            } else if !played.cured {
                found.entry(finding.clone()).or_default().insert(&played.name);
            }
        }
    }
    for check in stages::all().filter(|check| is_about_tls(check.name)) {
        let row = stated(check.name);
        let found = found.remove(check.name).unwrap_or_default();
        if row.is_empty() || found != row {
            wrong.push(format!("{}: printed in {found:?}, stated in {row:?}", check.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The scenarios that state the finding: all that may print it.
fn stated(finding: &str) -> BTreeSet<&'static str> {
    let states = |name: &str, text: &str| {
        let scenario = Scenario::parse(name, text).unwrap();
        scenario.expect.findings.iter().any(|stated| stated == finding)
    };
    let all = lab::list().iter();
    all.filter(|(name, text)| states(name, text)).map(|(name, _)| *name).collect()
}

/// Without our own questions not even plain http reaches the host; with them nothing on port 443.
#[test]
fn no_byte_of_a_request_reaches_a_host_that_go_refuses() {
    let (mut refusals, mut wrong) = (0, Vec::new());
    let without = plays(false);
    for (probe, all) in [(false, without.as_slice()), (true, with_probes())] {
        for played in all {
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
        .told::<Judged>()
        .filter(|judged| judged.error.is_none())
        .map(|judged| judged.host.clone())
        .collect();
    let asked = own().told::<Asked>().filter_map(|asked| asked.url.strip_prefix("https://"));
    let hosts = asked.map(|rest| rest.split(['/', '?']).next().unwrap_or_default().to_owned());
    hosts.filter(|host| !accepted.contains(host)).collect()
}

/// Whether go asks the host over http, as GOINSECURE allows.
fn asks_plainly(trace: &Trace, host: &str) -> bool {
    let mut asked = trace.events.iter().filter(|event| !event.probe).told::<Asked>();
    asked.any(|asked| asked.url.starts_with(&format!("http://{host}/")))
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

/// What our own questions bring to light, played once for all tests.
fn with_probes() -> &'static [Played] {
    static PLAYED: OnceLock<Vec<Played>> = OnceLock::new();
    PLAYED.get_or_init(|| plays(true))
}

fn plays(probe: bool) -> Vec<Played> {
    tokio::runtime::Runtime::new().unwrap().block_on(play_all(probe))
}

async fn play_all(probe: bool) -> Vec<Played> {
    let slots = Arc::new(Semaphore::new(AT_ONCE));
    let mut plays = JoinSet::new();
    for (name, text) in lab::list() {
        let scenario = Scenario::parse(name, text).unwrap();
        if scenario.host.iter().any(|host| host.ssh.is_some()) {
            continue; // Nothing is wrong with their TLS.
        }
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
    let argument = scenario.argument();
    let path = OsStr::new(&argument);
    let trace = pipeline::resolve(Arc::new(lab.world()), path, &options).await.unwrap();
    let findings = Report::of(&trace).findings.into_iter().map(|finding| finding.name).collect();
    Played { name, cured, findings, trace, counts: lab.counts() }
}
