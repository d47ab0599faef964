//! A netrc file that go cannot read.

use super::{Case, Found};
use crate::event::{Fact, Step};

settings_check! {
    /// go sends no login where it cannot read the netrc file, and says nothing about it: the file belongs to somebody else,
    /// or is a directory.
    "netrc-unreadable", Warning
}

fn find(case: &Case<'_>) -> Option<Found> {
    let (file, error) = case.trace.events.iter().find_map(|event| match &event.fact {
        Fact::NetrcRead { file, error: Some(error), .. } => Some((file, error)),
        _ => None,
    })?;
    let title = "go cannot read the netrc file, and goes on without logins.";
    Some(Found::new(Step::Settings, title).seen(format!("{file}: {error}")).fix(format!("ls -ld {file}")))
}
