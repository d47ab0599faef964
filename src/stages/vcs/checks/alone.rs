//! git and ssh as they are, for no repository.

use super::{ssh::ssh_not_installed, tool::vcs_binary_missing};
use crate::{
    findings::{Check, Found, view::View},
    go::cmd::proxy_list::{self, Source},
    trace::{AccessSeen, Step},
};

/// Every check of git and ssh that needs no repository.
pub(crate) const ALL: &[Check] = &[
    Check { find: no_git, ..vcs_binary_missing::CHECK },
    Check { find: no_ssh, ..ssh_not_installed::CHECK },
];

/// An error where GOPROXY asks repositories first; else it goes unseen as long as a proxy has everything.
fn no_git(view: &View<'_>) -> Option<Found> {
    let seen = view.trace.first::<AccessSeen>().filter(|seen| seen.git.is_none())?;
    let list = proxy_list::parse(view.value("GOPROXY"), view.value("GONOPROXY")).ok()?;
    let direct = |source: &Source| matches!(source, Source::Direct | Source::NoProxy);
    let turn = list.iter().position(|entry| direct(&entry.source))?;
    let found = Found::new(
        Step::Repository,
        "git is not installed, and go needs it where no proxy has a module.",
    )
    .seen(seen.error.clone().unwrap_or_else(|| "no git in PATH".to_owned()))
    .seen(format!("GOPROXY={}", view.value("GOPROXY")))
    .fix(INSTALLS_GIT);
    Some(if turn == 0 { found } else { found.mild() })
}

const INSTALLS_GIT: &str = "sudo apt-get install -y git   # alpine: apk add git";

/// A rule of git's sends it over ssh, which is not there.
fn no_ssh(view: &View<'_>) -> Option<Found> {
    let seen = view.trace.first::<AccessSeen>()?;
    let (settings, rule) = (seen.ssh.as_ref()?, seen.rule.as_ref()?);
    let error = settings.error.as_ref().filter(|_| settings.absent)?;
    let title =
        format!("A rule of git's goes over ssh, and there is no program {}.", settings.command);
    let found = Found::new(Step::Repository, title)
        .seen(format!("{}={}: {}", rule.key, rule.value, rule.origin))
        .seen(format!("{}: named by {}: {error}", settings.command, settings.named_by));
    Some(found.fix(ssh_not_installed::cure(&settings.named_by)))
}
