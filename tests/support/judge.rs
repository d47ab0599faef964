//! Judges: the real programs that answers are compared with, where there are any.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

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

/// `program` with an environment of PATH and HOME alone.
#[expect(clippy::disallowed_methods, reason = "a test starts its judge")]
pub(crate) fn clean(program: &Path) -> Command {
    let mut command = Command::new(program);
    let kept = ["PATH", "HOME"].map(|name| (name, std::env::var_os(name).unwrap_or_default()));
    // Not here: a relative variable makes go write below its directory.
    command.env_clear().envs(kept).current_dir(std::env::temp_dir());
    command
}
