//! What is wrong with the roots alone: in every scenario of the lab, the findings of its row.

use std::{collections::BTreeMap, sync::Arc};

use goget_doctor::{
    lab::{self, Lab, Scenario},
    pipeline::{self, Inspection, Subject},
    report::certs::CertsView,
    world::World,
};

use crate::support::scenario::options;

/// Where the roots show something by themselves; nothing in any other scenario.
const ROWS: &[(&str, &str)] = &[
    ("cert-file-hides-bundle", "tls-ssl-cert-file-hides-bundle"),
    ("cert-file-is-directory", "tls-ssl-cert-file-is-directory"),
    ("cert-file-missing", "tls-ssl-cert-file-missing"),
    ("cert-file-unreadable", "tls-ssl-cert-file-is-directory"),
    ("cert-file-without-certs", "tls-ssl-cert-file-no-certs"),
    ("git-roots-other", "tls-roots-in-unsearched-location"),
    ("no-roots", "tls-missing-roots"),
    ("own-ca-bom", "tls-roots-block-left-out"),
    ("own-ca-curl-only", "tls-roots-in-unsearched-location"),
    ("own-ca-git-only", "tls-roots-in-unsearched-location"),
    ("own-ca-not-updated", "tls-roots-in-unsearched-location"),
    ("own-ca-second-bundle", "tls-roots-behind-first-bundle"),
    ("own-ca-shadowed-1-8", "tls-roots-behind-first-bundle"),
    ("own-ca-trusted-block", "tls-roots-block-left-out"),
    ("own-ca-unsearched", "tls-roots-in-unsearched-location"),
    ("own-ca-v1-leaf", "tls-roots-in-unsearched-location"),
    ("root-expired", "tls-stale-or-missing-roots"),
];

async fn roots_of(lab: &Lab, scenario: &Scenario) -> CertsView {
    let inspection = Inspection { subject: Subject::Roots, roots: None };
    let world = Arc::new(lab.world());
    let trace = pipeline::certs(world, &inspection, &options(scenario)).await.unwrap();
    CertsView::of(&trace)
}

#[tokio::test]
async fn roots_that_will_not_do_are_findings() {
    let rows: BTreeMap<_, _> = ROWS.iter().copied().collect();
    let mut wrong = Vec::new();
    for (name, text) in lab::list() {
        let scenario = Scenario::parse(name, text).unwrap();
        if scenario.host.iter().any(|host| host.ssh.is_some()) {
            continue; // Its server has no certificate.
        }
        let lab = Lab::start(&scenario, &World::real()).await.unwrap();
        let view = roots_of(&lab, &scenario).await;
        let found: Vec<_> = view.findings.iter().map(|finding| &*finding.name).collect();
        if found.join(" ") != rows.get(name).copied().unwrap_or_default() {
            wrong.push(format!("(\"{name}\", \"{}\"),", found.join(" ")));
        }
        for finding in &view.findings {
            assert!(!finding.evidence.is_empty() && !finding.fix.is_empty(), "{name}");
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
