//! A netrc file that go cannot read.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    trace::{Fact, Step},
};

check! {
    /// go sends no login where it cannot read the netrc file, and says nothing about it: the file belongs to somebody else,
    /// or is a directory.
    ///
    /// Give the file to the user that go runs as: `chown`, and `chmod 600`.
    "netrc-unreadable", Warning, quiet in "settings-netrc"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (file, error) = view.trace.events.iter().find_map(|event| match &event.fact {
        Fact::NetrcRead { file, error: Some(error), .. } => Some((file, error)),
        _ => None,
    })?;
    let title = "go cannot read the netrc file, and goes on without logins.";
    Some(
        Found::new(Step::Settings, title)
            .seen(format!("{file}: {error}"))
            .fix(format!("ls -ld {}", word(file))),
    )
}
