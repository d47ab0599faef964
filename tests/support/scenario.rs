//! What the tests that play scenarios share.

#![allow(clippy::allow_attributes, dead_code, reason = "each test uses its part")]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::{ffi::OsStr, sync::Arc, time::Duration};

use goget_doctor::{
    lab::{self, Lab, Scenario},
    pipeline::{self, Options},
    report::{By, Root},
    stages,
};

/// The options that the scenario's arguments stand for.
pub(crate) fn options(scenario: &Scenario) -> Options {
    let mut options = Options { module: scenario.module, ..Options::default() };
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

/// The names of what is wrong with the scenario's own settings.
pub(crate) async fn wrong_settings(lab: &Lab, options: &Options) -> Vec<&'static str> {
    let world = Arc::new(lab.own_world());
    let trace = pipeline::environment(&world, OsStr::new(""), options).await.unwrap();
    stages::settings_findings(&trace).iter().map(|finding| finding.name).collect()
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
