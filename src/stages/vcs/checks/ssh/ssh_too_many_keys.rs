//! More keys than the server takes.

use crate::{
    findings::{Found, check, view::View},
    stages::vcs::trouble::{self, Trouble},
};

check! {
    /// ssh offered one key after the other, and the server hung up before the right one came: `Too many authentication failures`. An
    /// agent with many keys offers them all.
    ///
    /// A server that looked at every key and took none says `Permission denied` (`ssh-key-refused`).
    ///
    /// Name the one key for this server, and let ssh offer no other: `IdentitiesOnly yes` and `IdentityFile` in `~/.ssh/config`. Where
    /// all are needed, ask whoever runs the server to allow more tries (`MaxAuthTries`).
    "ssh-too-many-keys", Error, quiet in "repo-ssh-key-refused"
}

fn find(view: &View<'_>) -> Option<Found> {
    let spoke = trouble::with(view, Trouble::TooManyKeys)?;
    let title = format!("ssh offers {} more keys than it takes.", spoke.host);
    let offered = spoke.offered.iter().map(|key| format!("offered: {}", key.key));
    let found = offered.fold(trouble::found(view, title), Found::seen);
    let said = trouble::line(spoke, "Too many authentication failures")?;
    Some(found.seen(said).fix(trouble::login(view, spoke)))
}
