//! What the look for the package says of itself.

use crate::{
    findings::{Verdict, Words},
    stages::vcs::words::run,
    trace::{Held, Sought},
};

pub(crate) fn package(sought: &Sought) -> Words {
    let refused = matches!(sought.held, Some(Held::Refused { .. }));
    let lines = sought.ran.iter().filter(|_| refused).flat_map(run).collect();
    let words = match (&sought.held, &sought.error) {
        (None, _) => Words::new(Verdict::Skip, "git could not look into the repository"),
        (_, Some(error)) => Words::new(Verdict::Fail, error),
        (Some(Held::Folder { files }), None) => {
            let names: Vec<&str> = files.iter().map(|file| file.package.as_str()).collect();
            let name = names.first().copied().unwrap_or_default();
            Words::new(Verdict::Pass, format!("package {name}"))
        }
        (Some(_), None) => Words::new(Verdict::Skip, "not known"),
    };
    let dir = if sought.dir.is_empty() { "top of the repository" } else { &sought.dir };
    Words { aside: dir.to_owned(), lines, ..words }
}
