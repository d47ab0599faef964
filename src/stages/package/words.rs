//! What the look for the package says of itself.

use crate::{
    findings::{StepVerdict, Words},
    stages::{stage::StepSeen, vcs::words::run},
    trace::{Fact, Held, Of as _, PackageSought},
};

pub(crate) fn one(fact: &Fact, _: &StepSeen<'_>) -> Option<Words> {
    PackageSought::of(fact).map(package)
}

fn package(sought: &PackageSought) -> Words {
    let refused = matches!(sought.held, Some(Held::Refused { .. }));
    let lines = sought.ran.iter().filter(|_| refused).flat_map(run).collect();
    let words = match (&sought.held, &sought.error) {
        (None, _) => Words::new(StepVerdict::Skip, "git could not look into the repository"),
        (_, Some(error)) => Words::new(StepVerdict::Fail, error),
        (Some(Held::Folder { files }), None) => {
            let names: Vec<&str> = files.iter().map(|file| file.package.as_str()).collect();
            let name = names.first().copied().unwrap_or_default();
            Words::new(StepVerdict::Pass, format!("package {name}"))
        }
        (Some(_), None) => Words::new(StepVerdict::Skip, "not known"),
    };
    let dir = if sought.dir.is_empty() { "top of the repository" } else { &sought.dir };
    Words { aside: dir.to_owned(), lines, ..words }
}
