//! What go adds to the environment of a version control tool (repositories.md §1.1).

use crate::go::{
    cmd::vcs::Vcs,
    version::{Change, Version},
};

use super::command::Command;

/// The variables that go sets once for all its children, where `is_set` says that the user has
/// not set them to anything but the empty text.
///
/// git must not ask on a terminal; up to go 1.24 ssh must not ask either, and shares no
/// connection.
pub fn quiet(
    version: Version,
    is_set: impl Fn(&str) -> bool,
) -> impl Iterator<Item = (&'static str, &'static str)> {
    let ssh = !is_set("GIT_SSH") && !is_set("GIT_SSH_COMMAND") && version.has(Change::BatchSsh);
    let unset: Vec<_> = QUIET.into_iter().filter(|(name, _)| !is_set(name)).collect();
    unset.into_iter().chain(ssh.then_some(("GIT_SSH_COMMAND", BATCH_SSH)))
}

/// Whether git may ask for a login on a terminal, where `GIT_TERMINAL_PROMPT` has this value: go leaves that as it is, and git
/// takes everything for yes but the words for no (git-config, `boolean`).
pub fn may_prompt(value: &str) -> bool {
    let no = ["", "0", "no", "off", "false"];
    !no.iter().any(|no| value.eq_ignore_ascii_case(no))
}

/// Whether go names the repository's folder in `GIT_DIR` for `command`.
pub fn names_git_dir(command: &Command, version: Version) -> bool {
    version.has(Change::GitDirForEveryTool) || command.tool == Vcs::Git && command.git_dir
}

const QUIET: [(&str, &str); 2] = [("GIT_TERMINAL_PROMPT", "0"), ("GCM_INTERACTIVE", "never")];
const BATCH_SSH: &str = "ssh -o ControlMaster=no -o BatchMode=yes";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_no() {
        assert!(may_prompt("1") && may_prompt("true"));
        assert!(!may_prompt("") && !may_prompt("0") && !may_prompt("False"));
    }

    fn names(version: &str, set: &[&str]) -> Vec<&'static str> {
        let version = version.parse().unwrap();
        quiet(version, |name| set.contains(&name)).map(|(name, _)| name).collect()
    }

    #[test]
    fn ssh_is_told_not_to_ask_until_1_24() {
        let all = ["GIT_TERMINAL_PROMPT", "GCM_INTERACTIVE", "GIT_SSH_COMMAND"];
        assert_eq!(names("1.24", &[]), all);
        assert_eq!(names("1.25", &[]), all[..2]);
        assert_eq!(names("1.24", &["GIT_SSH", "GCM_INTERACTIVE"]), all[..1]);
    }
}
