//! What came out of a scenario, held to what must come out.

use crate::{
    lab::{Expect, Outcome, Root, Scenario},
    render::lab::Played,
    report::{By, Report},
};

/// A run of `scenario`, held to what it states for the release whose rules were taken.
pub(super) fn played(about: &str, scenario: &Scenario, report: Report) -> Played {
    let about = about.to_owned();
    if let Some(expect) = scenario.stated(report.go) {
        let differs = differences(expect, &report);
        return Played { about, as_said: differs.is_empty(), unstated: None, differs, report };
    }
    let (go, other) = (report.go, scenario.about_release());
    let unstated = (!differences(&scenario.expect, &report).is_empty())
        .then(|| format!("the scenario says what go {other} does, and nothing of go {go}"));
    Played { about, as_said: true, unstated, differs: Vec::new(), report }
}

/// What came out otherwise than expected, a sentence for each.
fn differences(expect: &Expect, report: &Report) -> Vec<String> {
    let root = report.root.as_ref().map(|root| Root {
        path: root.path.clone(),
        vcs: root.vcs.clone(),
        repo: root.repo.clone(),
        subdir: root.subdir.clone(),
        by: by(root.by).to_owned(),
    });
    let findings: Vec<&str> = report.findings.iter().map(|finding| finding.name).collect();
    expect.differences(Outcome {
        ok: report.ok,
        root: root.as_ref(),
        error: report.error.as_deref(),
        findings: Some(&findings),
    })
}

fn by(by: By) -> &'static str {
    match by {
        By::Meta => "meta",
        By::Static => "static",
        By::Suffix => "suffix",
    }
}
