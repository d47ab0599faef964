//! All scenarios and their cures against all findings about TLS: each is printed in the scenarios that
//! state it and nowhere else; and no byte of a request reaches a host that go refuses.
#![cfg(feature = "lab")]

use std::collections::{BTreeMap, BTreeSet};

use goget_doctor::{
    stages,
    trace::{Asked, Judged, Told as _, Trace},
};

use crate::plays::{self, Played};

#[tokio::test(flavor = "multi_thread")]
async fn findings_about_tls_are_printed_where_their_rows_say() {
    let mut found = BTreeMap::<&str, BTreeSet<&str>>::new();
    let (mut stated, mut expected_of_cures) = (found.clone(), found.clone());
    let mut wrong = Vec::new();
    for played in plays::scenarios().await {
        let Played { name, scenario, .. } = played;
        for finding in about_tls(played) {
            found.entry(finding).or_default().insert(name);
        }
        for finding in &scenario.expect.findings {
            stated.entry(finding).or_default().insert(name);
        }
        let expects = scenario.cure.iter().filter_map(|cure| cure.expect.as_ref());
        let expected = expects.flat_map(|expect| &expect.findings).map(String::as_str);
        expected_of_cures.entry(name).or_default().extend(expected);
    }
    for cured in plays::cures().await {
        let expected = &expected_of_cures[cured.name];
        let others = about_tls(cured).filter(|finding| !expected.contains(*finding));
        wrong
            .extend(others.map(|name| format!("{name} is printed after a cure of {}", cured.name)));
    }
    for check in stages::all().filter(|check| is_about_tls(check.name)) {
        let row = stated.remove(check.name).unwrap_or_default();
        let found = found.remove(check.name).unwrap_or_default();
        if row.is_empty() || found != row {
            wrong.push(format!("{}: printed in {found:?}, stated in {row:?}", check.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Without our own questions not even plain http reaches the host; with them nothing on port 443.
#[tokio::test(flavor = "multi_thread")]
async fn no_byte_of_a_request_reaches_a_host_that_go_refuses() {
    let probing: Vec<_> = plays::scenarios().await.iter().chain(plays::cures().await).collect();
    // Where go refuses no host there is nothing to see without our questions either.
    let refusing = probing.iter().filter(|played| !refused(&played.trace).is_empty());
    let again: Vec<_> =
        refusing.map(|played| plays::play(played.name, played.scenario.clone(), false)).collect();
    let silent = plays::side_by_side(again).await;
    let (mut refusals, mut wrong) = (0, Vec::new());
    let all = silent.iter().map(|played| (false, played));
    for (probe, played) in all.chain(probing.into_iter().map(|played| (true, played))) {
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

/// The names of a run's findings about TLS.
fn about_tls(played: &Played) -> impl Iterator<Item = &str> {
    played.findings.iter().map(|finding| &*finding.name).filter(|name| is_about_tls(name))
}

fn is_about_tls(name: &str) -> bool {
    const OTHERS: [&str; 3] = [
        "http-plaintext-on-443-middlebox",
        "net-connection-closed-middlebox",
        "net-connection-reset-middlebox",
    ];
    name.starts_with("tls-") || OTHERS.contains(&name)
}
