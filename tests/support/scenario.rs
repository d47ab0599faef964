//! What the tests that play scenarios share.

use std::time::Duration;

use goget_doctor::{
    lab::{self, Scenario, Until},
    pipeline::Options,
    report::{By, Root},
    trace::Stage,
};

/// The options that the scenario's arguments mean.
pub(crate) fn options(scenario: &Scenario) -> Options {
    let mut options = Options {
        module: scenario.module || scenario.download,
        download: scenario.download,
        in_module: scenario.lays_module(),
        // A go beside the module is the machine's.
        go: scenario.lays_module().then(|| scenario.about_release()),
        until: Some(stage(scenario.until)),
        ..Options::default()
    };
    let mut args = scenario.args.iter().map(String::as_str);
    while let Some(arg) = args.next() {
        match (arg, args.next()) {
            ("--go", Some(version)) => options.go = Some(version.parse().unwrap()),
            ("--timeout", Some(seconds)) => {
                options.limits.request = Duration::from_secs_f64(seconds.parse().unwrap());
            }
            ("--max-body", Some(bytes)) => options.limits.body = bytes.parse().unwrap(),
            other => panic!("{other:?} in the arguments of a scenario"),
        }
    }
    options
}

fn stage(until: Until) -> Stage {
    match until {
        Until::Root => Stage::Root,
        Until::Version => Stage::Version,
        Until::Module => Stage::Module,
        Until::Package => Stage::Package,
    }
}

/// Whether this machine has what the scenario needs; a loud line where not.
pub(crate) fn is_playable(scenario: &Scenario) -> bool {
    let Some(lacks) = scenario.lacks() else { return true };
    let line = format!("SKIPPED: {}: {lacks}\n", scenario.about);
    std::io::Write::write_all(&mut std::io::stderr(), line.as_bytes()).unwrap();
    false
}

/// A root of a report in the form of the scenarios.
pub(crate) fn root(root: &Root) -> lab::Root {
    let by = match root.by {
        By::Meta => "meta",
        By::Static => "static",
        By::Suffix => "suffix",
    };
    lab::Root {
        path: root.path.clone(),
        vcs: root.vcs.clone(),
        repo: root.repo.expose().to_owned(),
        subdir: root.subdir.clone(),
        by: by.to_owned(),
    }
}
