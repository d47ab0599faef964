//! What came out of a scenario, held to what must come out.

use crate::{
    findings::Finding,
    lab::{Expect, Outcome, Root, Scenario},
    render::lab::Played,
    report::{By, Report},
};

/// A run of `scenario`, held to what it states for the release whose rules were taken. `settings` is
/// what is wrong with those.
pub(super) fn played(
    about: &str,
    scenario: &Scenario,
    report: Report,
    settings: Vec<Finding>,
) -> Played {
    let found = |expect| differences(expect, &report, &settings);
    let (as_said, unstated, differs) = if let Some(expect) = scenario.stated(report.go) {
        let differs = found(expect);
        (differs.is_empty(), None, differs)
    } else {
        let (go, other) = (report.go, scenario.about_release());
        let says = format!("the scenario says what go {other} does, and nothing of go {go}");
        (true, (!found(&scenario.expect).is_empty()).then_some(says), Vec::new())
    };
    Played { about: about.to_owned(), as_said, unstated, differs, report, settings }
}

/// What came out otherwise than expected, a sentence for each.
fn differences(expect: &Expect, report: &Report, settings: &[Finding]) -> Vec<String> {
    let root = report.verdict.root().map(|root| Root {
        path: root.path.clone(),
        vcs: root.vcs.clone(),
        repo: root.repo.to_string(),
        subdir: root.subdir.clone(),
        by: by(root.by).to_owned(),
    });
    let [findings, settings] = [&report.findings[..], settings]
        .map(|findings| findings.iter().map(|finding| &*finding.name).collect::<Vec<_>>());
    expect.differences(Outcome {
        ok: report.verdict.finds(),
        root: root.as_ref(),
        error: report.verdict.error(),
        findings: Some(&findings),
        settings: Some(&settings),
        ..Outcome::default()
    })
}

fn by(by: By) -> &'static str {
    match by {
        By::Meta => "meta",
        By::Static => "static",
        By::Suffix => "suffix",
    }
}
