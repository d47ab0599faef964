//! There is no ssh.

use crate::{
    findings::{Found, check, view::View},
    stages::vcs::trouble::{self, Trouble},
};

check! {
    /// git was to go over ssh, and there is no such program: slim images come without it (`openssh-client`), or
    /// `GIT_SSH`, `GIT_SSH_COMMAND` or `core.sshCommand` names one that is not there. git says `cannot run ssh`, or its
    /// shell says `not found`, in the words of the language that is set.
    ///
    /// Where ssh runs and cannot connect, it is `ssh-server-unreachable`.
    ///
    /// Install it, or take out the setting that names another program.
    "ssh-not-installed", Error, quiet in "repo-ssh-port-closed"
}

fn find(view: &View<'_>) -> Option<Found> {
    let spoke = trouble::with(view, Trouble::Absent)?;
    let settings = view.access()?.ssh.as_ref()?;
    let (command, by) = (&settings.command, settings.named_by.as_str());
    let title = format!("git goes to {} over ssh, and there is no program {command}.", spoke.host);
    let found = trouble::found(view, title).seen(format!("{command}: named by {by}"));
    Some(found.fix(cure(by)))
}

/// The command that takes out the setting which names another program; where none does, that which installs ssh.
pub(in crate::stages::vcs::checks) fn cure(named_by: &str) -> String {
    match named_by {
        "GIT_SSH" | "GIT_SSH_COMMAND" => format!("unset {named_by}"),
        "core.sshCommand" => "git config --global --unset-all core.sshCommand".to_owned(),
        _ => "sudo apt-get install -y openssh-client   # alpine: apk add openssh-client".to_owned(),
    }
}
