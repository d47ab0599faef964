//! A folder without a go.mod.

use super::seen::sought_in_vain;
use crate::{
    findings::{Found, check, view::View},
    go::xmod::{major::split_version, semver},
    secret::UrlText,
    shell::word,
    trace::{CommandRan, RanEnd, Step},
};

check! {
    /// The revision is there, and has no go.mod where the module would be: in its folder, and for a path that ends in `/v2` in a folder `v2`
    /// neither. At the root of a repository go does without, for v0 and v1; in a folder and from v2 on it does not.
    ///
    /// A go.mod that is there under the name `Go.mod` counts as none. If it names another path, it is `gomod-declares-other-path` or
    /// `major-version-suffix-missing`.
    ///
    /// Ask for the module at the root, of which the folder is a package; from v2 on for the path without its end, which gives
    /// `+incompatible`. The author adds a go.mod: `go mod init`.
    "gomod-not-in-folder", Error, quiet in "version-suffix-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    let sought = sought_in_vain(view)?;
    let (absent, module) = (absent(view, &sought.repo)?, view.culprit()?);
    let (path, end) = split_version(module)?;
    let major = end.trim_start_matches('/');
    let in_folder = absent.iter().any(|file| file.contains('/'));
    let title = match major {
        "" if in_folder => format!("There is no {} at this revision.", absent.join(" nor ")),
        "" => return None,
        _ => format!("There is no go.mod for {major}, at the root nor in {major}/."),
    };
    let found = absent.iter().map(|file| format!("git cat-file: there is no {file}"));
    let found = found.fold(Found::new(Step::Module, title), Found::seen);
    let found = sought.error.clone().into_iter().fold(found, Found::seen);
    Some(match major {
        "" => found.fix(format!("go get {}", word(path))),
        _ if semver::is_valid(&sought.asked) => {
            found.fix(format!("go get {}", word(&format!("{path}@{}", sought.asked))))
        }
        _ => found.fix(format!("go list -m -versions {}", word(path))),
    })
}

/// The places in which git was asked for a go.mod and found none; none where it found one.
fn absent(view: &View<'_>, repo: &UrlText) -> Option<Vec<String>> {
    let asked = view.trace.all::<CommandRan>().filter(|(_, ran)| ran.repo == *repo);
    let asked = asked.filter_map(|(_, ran)| {
        let (_, file) = ran.ran.argv.last()?.split_once(':')?;
        let absent = ran.ran.end == RanEnd::Exited { status: Some(128) };
        file.ends_with("go.mod").then(|| (file.to_owned(), absent))
    });
    let (mut absent, found): (Vec<_>, Vec<_>) = asked.partition(|(_, absent)| *absent);
    absent.dedup();
    let absent: Vec<_> = absent.into_iter().map(|(file, _)| file).collect();
    (found.is_empty() && !absent.is_empty()).then_some(absent)
}
