//! A head of the checksum database that an earlier run of go left, and that does not fit.

use super::seen::failed;
use crate::{
    findings::{Found, check, view::View},
    shell::word,
    trace::Step,
};

check! {
    /// go keeps the newest head of the checksum database's log in `GOPATH/pkg/sumdb`. The one that is there cannot be read, or does not fit
    /// what the database sent. After a power cut or a full disk the file may hold zeros or half a text; it may also belong to another
    /// database of the same name. `--cache` believes it as go does.
    ///
    /// Zeros, or a text that is no note, are damage. A whole note of an older state that does not fit is serious: then a relay in between
    /// (`sumdb-proxy-endpoint-broken`) or the database itself (`sumdb-answer-unproved`) gives a false answer. Ask by another network before
    /// you believe it.
    ///
    /// Keep a copy of what is there, and let go ask again. A head that was right is lost with it: the next one is believed as the first one
    /// was.
    "sumdb-local-state-corrupt", Error, quiet in "sumdb-forked"
}

fn find(view: &View<'_>) -> Option<Found> {
    let asked = failed(view)?;
    let file = asked.read.iter().find(|file| file.ends_with("/latest"))?;
    let error = asked.error.as_deref()?;
    let is_unread = asked.known.is_none() && asked.asked.is_empty();
    if !asked.misbehaves && !is_unread {
        return None;
    }
    let name = &asked.database;
    let title = match &asked.known {
        Some(_) => format!("The head of {name} that go kept does not fit what it says now."),
        None => format!("The head of {name} that go kept cannot be read."),
    };
    let found = Found::new(Step::Sum, title).seen(format!("GOPATH/pkg/sumdb/{file} was read"));
    let found = match (&asked.known, asked.misbehaves) {
        (Some(head), _) => found.seen(format!("kept: {} records, {}", head.size, head.hash)),
        (None, _) => found.seen(error.lines().next().unwrap_or_default()),
    };
    let folder = word(name);
    let folder = format!("\"$(go env GOPATH)\"/pkg/sumdb/{folder}");
    Some(
        found
            .fix(format!("mv {folder} {folder}.old"))
            .not("GOSUMDB=off: all modules would go unchecked"),
    )
}
