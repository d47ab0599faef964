//! What a walk along GOPROXY comes to, entry by entry, for those who watch it.

use super::{Modules, Source};
use crate::{
    go::cmd::{
        fault::Fault,
        proxy_list::{Entry, Source as Kind},
        walk::{NOT_PRIVATE, Next, OFF, PRIVATE, Walk},
    },
    secret::redact_url,
    trace::{EntryLeft, EntryMet, Met, Sought, WalkFor},
};

/// What an entry was asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told<'a> {
    /// The module path.
    pub module: &'a str,
    /// What is sought.
    pub sought: Sought,
    /// The query, or the version whose file it is.
    pub query: &'a str,
    /// The version that came of it; empty for none.
    pub version: &'a str,
}

impl<'a> Told<'a> {
    /// A file of a version.
    pub(super) fn of_version(module: &'a str, version: &'a str, sought: Sought) -> Self {
        Self { module, sought, query: version, version }
    }

    /// A list of versions.
    pub(super) fn of_list(module: &'a str, sought: Sought) -> Self {
        Self { module, sought, query: "", version: "" }
    }

    fn asked(self) -> WalkFor {
        WalkFor { sought: self.sought, query: self.query.to_owned() }
    }
}

impl<S: Source> Modules<S> {
    /// Takes what `entry` has to say of one module; the answer, with which the walk ends.
    pub(super) fn settle<T>(
        &self,
        walk: &mut Walk<'_>,
        entry: &Entry,
        told: Told<'_>,
        answer: Result<T, Fault>,
    ) -> Option<T> {
        self.tell(entry, told, answer.as_ref().err());
        self.leave(walk, entry, told, answer)
    }

    /// Tells what `entry` came to for one module.
    pub(super) fn tell(&self, entry: &Entry, told: Told<'_>, fault: Option<&Fault>) {
        let (module, version) = (told.module, told.version.to_owned());
        let met = fault.map_or(Met::Found { version }, met);
        let (asked, place, entry) = (told.asked(), self.place(entry), shown(entry));
        self.source.met(module, EntryMet { asked, place, entry, met });
    }

    /// Leaves `entry`, whatever it was asked for there.
    pub(super) fn leave<T>(
        &self,
        walk: &mut Walk<'_>,
        entry: &Entry,
        told: Told<'_>,
        answer: Result<T, Fault>,
    ) -> Option<T> {
        let error = answer.as_ref().err().map(|fault| redact_url(&fault.to_string()));
        let (found, next) = match answer {
            Ok(found) => (Some(found), Next::Answered),
            Err(fault) => {
                walk.failed(entry, fault);
                (None, walk.next())
            }
        };
        let (asked, place) = (told.asked(), self.place(entry));
        let falls_through = entry.falls_through;
        let left = EntryLeft { asked, place, entry: shown(entry), falls_through, error, next };
        self.source.left(Some(told.module).filter(|module| !module.is_empty()), left);
        found
    }

    /// The place of `entry` in GOPROXY.
    pub(super) fn place(&self, entry: &Entry) -> usize {
        let list = self.settings.proxies.as_deref().unwrap_or_default();
        list.iter().position(|it| it == entry).unwrap_or_default()
    }
}

/// The entry as GOPROXY has it, its password masked.
pub(super) fn shown(entry: &Entry) -> String {
    match &entry.source {
        Kind::Direct => "direct".to_owned(),
        Kind::NoProxy => "noproxy".to_owned(),
        Kind::Off => "off".to_owned(),
        Kind::Proxy(url) => url.to_string(),
    }
}

fn met(fault: &Fault) -> Met {
    let error = redact_url(&fault.to_string());
    match fault.bare() {
        Fault::Stop(_) => Met::Stopped { why: error },
        Fault::NotFound(text) if [NOT_PRIVATE, PRIVATE, OFF].contains(&text.as_str()) => {
            Met::Skipped { error }
        }
        Fault::NotFound(_) => Met::NotFound { error },
        _ => Met::Failed { error },
    }
}
