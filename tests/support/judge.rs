//! Judges: the real programs that answers are compared with, where there are any.

use std::path::PathBuf;

use goget_doctor::go::version::Version;

/// The path in the environment variable `name`, or nothing and a loud line.
#[expect(clippy::disallowed_methods, reason = "a test asks where its judge is")]
pub(crate) fn judge(name: &str, test: &str) -> Option<PathBuf> {
    let path = std::env::var_os(name).map(PathBuf::from);
    if path.is_none() {
        skipped(test, name);
    }
    path
}

#[expect(clippy::disallowed_macros, reason = "a skipped test must be seen")]
pub(crate) fn skipped(test: &str, name: &str) {
    eprintln!("SKIPPED: {test} needs {name}");
}

/// The oracles at hand, with their releases: those below `GOGET_DOCTOR_GOROOTS` (a folder with `VERSION/oracle`), else
/// the one of `GOGET_DOCTOR_ORACLE`, which is of the newest release; none, and a loud line, without either.
#[expect(clippy::disallowed_methods, reason = "a test looks for its judges")]
pub(crate) fn oracles(test: &str) -> Vec<(Version, PathBuf)> {
    let Some(roots) = std::env::var_os("GOGET_DOCTOR_GOROOTS") else {
        let newest = judge("GOGET_DOCTOR_ORACLE", test);
        return newest.map(|oracle| (Version::NEWEST, oracle)).into_iter().collect();
    };
    let folders = std::fs::read_dir(roots).unwrap().map(|entry| entry.unwrap().path());
    let oracle = |folder: PathBuf| {
        let release = folder.file_name()?.to_str()?.parse().ok()?;
        let oracle = folder.join("oracle");
        oracle.exists().then_some((release, oracle))
    };
    folders.filter_map(oracle).collect()
}
