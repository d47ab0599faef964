//! What came out of a scenario, held to what must come out.

use crate::{
    findings::Finding,
    lab::{Expect, Lab, Outcome, Root, Until},
    render::lab::Played,
    report::{By, Report},
    trace::{CommandEnded, Trace},
};

/// The run of a lab that `trace` recorded, held to what its scenario states for the release whose rules were taken.
/// `settings` is what is wrong with those.
pub(super) fn played(
    about: &str,
    lab: &Lab,
    trace: &Trace,
    report: Report,
    settings: Vec<Finding>,
) -> Played {
    let scenario = lab.scenario();
    let found = |expect| differences(expect, lab, trace, &report, &settings);
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
fn differences(
    expect: &Expect,
    lab: &Lab,
    trace: &Trace,
    report: &Report,
    settings: &[Finding],
) -> Vec<String> {
    let root = report.verdict.root().map(|root| Root {
        path: root.path.clone(),
        vcs: root.vcs.clone(),
        repo: root.repo.to_string(),
        subdir: root.subdir.clone(),
        by: by(root.by).to_owned(),
    });
    let [findings, settings] = [&report.findings[..], settings]
        .map(|findings| findings.iter().map(|finding| &*finding.name).collect::<Vec<_>>());
    let behind = lab.scenario().until != Until::Root;
    let error = report.verdict.error().map(|error| lab.as_played(error));
    let ended = trace.first::<CommandEnded>();
    let stderr = ended.map(|ended| lab.as_played(&ended.stderr));
    let version = ended.map(|ended| ended.version.as_ref().map_or("", |found| &found.version));
    expect.differences(Outcome {
        ok: if behind { report.verdict.ok() } else { report.verdict.finds() },
        root: root.as_ref(),
        error: error.as_deref(),
        stderr: stderr.as_deref(),
        version,
        sum: ended.map(|ended| ended.zip.as_ref().map_or("", |zip| &zip.h1)),
        go_mod_sum: None,
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
