//! What came out of a scenario, held to what must come out.

use crate::{
    lab::{Expect, Outcome, Root},
    report::{By, Finding, Report},
};

/// What came out otherwise than expected, a sentence for each. `settings` is what is wrong with those.
pub(super) fn differences(expect: &Expect, report: &Report, settings: &[Finding]) -> Vec<String> {
    let root = report.root.as_ref().map(|root| Root {
        path: root.path.clone(),
        vcs: root.vcs.clone(),
        repo: root.repo.clone(),
        subdir: root.subdir.clone(),
        by: by(root.by).to_owned(),
    });
    let [findings, settings] = [&report.findings[..], settings]
        .map(|findings| findings.iter().map(|finding| finding.name).collect::<Vec<_>>());
    expect.differences(Outcome {
        ok: report.ok,
        root: root.as_ref(),
        error: report.error.as_deref(),
        findings: Some(&findings),
        settings: Some(&settings),
    })
}

fn by(by: By) -> &'static str {
    match by {
        By::Meta => "meta",
        By::Static => "static",
        By::Suffix => "suffix",
    }
}
