//! Every fix of every scenario is steps too, for editors and assistants.
#![cfg(all(feature = "lab", unix))]

use std::collections::BTreeSet;

use goget_doctor::report::{Act, steps_of};

use crate::{
    plays,
    support::schema::{hold, strict_of},
};

/// What is left to people, by its beginning; all else is a command, a setting or a file.
const ASKED: &[&str] = &[
    "allow ",
    "deploy ",
    "give the server a certificate ",
    "on GitHub: ",
    "write git, hg, svn, fossil or mod ",
];

#[tokio::test(flavor = "multi_thread")]
async fn every_fix_of_every_scenario_is_steps() {
    let findings = || plays::scenarios();
    let (mut lines, mut typed, mut wrong) = (BTreeSet::new(), 0, BTreeSet::new());
    let schema = strict_of("fixSteps");
    for finding in findings().await.iter().flat_map(|played| &played.findings) {
        hold(&schema, &serde_json::to_value(finding.steps()).expect("JSON"));
        for line in finding.fix.iter().filter(|line| lines.insert((*line).clone())) {
            let steps = steps_of(std::slice::from_ref(line));
            let written: Vec<String> = steps.iter().map(|step| step.act.to_string()).collect();
            let note = steps.iter().find_map(|step| step.note.as_deref()).unwrap_or_default();
            if written.is_empty()
                || !line.starts_with(&written.join(" && "))
                || !line.contains(note)
            {
                wrong.insert(format!("{line}: {written:?}"));
            }
            let asks = |act: &Act| matches!(act, Act::Ask { .. });
            let known = ASKED.iter().any(|start| line.starts_with(start));
            if steps.iter().any(|step| asks(&step.act)) != known {
                wrong.insert(format!("{line}: {steps:?}"));
            }
            let settings = ["go env -w ", "go env -u ", "export ", "unset ", "chmod "];
            let sets = settings.iter().any(|start| line.starts_with(start)) && !line.contains('$');
            let sets = sets && !line.starts_with("unset HTTPS_PROXY https_proxy");
            let acts = |act: &Act| matches!(act, Act::Set { .. } | Act::Edit { .. });
            if sets && !steps.first().is_some_and(|step| acts(&step.act)) {
                wrong.insert(format!("{line}: {steps:?}"));
            }
            typed += usize::from(steps.iter().any(|step| acts(&step.act)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(
        lines.len() > 200 && typed > 80,
        "{} lines, {typed} of settings and files",
        lines.len()
    );
}
