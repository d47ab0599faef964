//! What a run has learned of a version by the way; nothing is asked for it.

use std::sync::PoisonError;

use super::{Modules, Source, identity::Summary, query::Asked, told::shown};
use crate::{
    go::cmd::{fetched::info::Info, proxy_list::Entry},
    trace::{ModuleRead, VersionFound, ZipRead},
};

/// A version that answered the query.
#[derive(Clone, Debug)]
pub(super) struct Answered {
    module: String,
    info: Info,
    query: String,
    from: String,
}

/// What is known of a version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The version, as the answer to a query.
    pub version: Option<VersionFound>,
    /// Whether its go.mod came, with the right sum.
    pub has_go_mod: bool,
    /// Its go.mod, as far as it was read.
    pub module: Option<ModuleRead>,
    /// Its zip, with the right sum.
    pub zip: Option<ZipRead>,
}

impl<S: Source> Modules<S> {
    /// Keeps a version that answers the query that was asked for.
    pub(super) fn answers(&self, entry: &Entry, asked: Asked<'_>, info: &Info) {
        let (module, query) = (asked.module.to_owned(), asked.query.to_owned());
        let answered = Answered { module, query, info: info.clone(), from: shown(entry) };
        self.answered.lock().unwrap_or_else(PoisonError::into_inner).push(answered);
    }

    /// The module and the version that answered the query; of several modules the longest path's.
    pub fn answered(&self) -> Option<(String, String)> {
        let answered = self.answered.lock().unwrap_or_else(PoisonError::into_inner);
        let longest = answered.iter().max_by_key(|answered| answered.module.len());
        longest.map(|it| (it.module.clone(), it.info.version.clone()))
    }

    /// What is known of `version` of `module`.
    pub fn known(&self, module: &str, version: &str) -> Known {
        let key = (module.to_owned(), version.to_owned());
        let content = self.contents.get(&key).and_then(Result::ok);
        let zip = content.and_then(|content| {
            let (bytes, h1) = (content.bytes?, content.sum.clone());
            Some(ZipRead { bytes, files: content.files, h1 })
        });
        let summary = self.summaries.get(&key).and_then(Result::ok);
        Known {
            version: self.version_found(module, version),
            has_go_mod: self.kept_files.get(&key).is_some(),
            module: summary.map(|summary| self.read(version, module, &summary)),
            zip,
        }
    }

    fn version_found(&self, module: &str, version: &str) -> Option<VersionFound> {
        let answered = self.answered.lock().unwrap_or_else(PoisonError::into_inner);
        let of_module = || answered.iter().filter(|it| it.module == module);
        let exact = of_module().find(|it| it.info.version == version);
        let Answered { info, query, from, .. } = exact.or_else(|| of_module().next())?.clone();
        let (module, version) = (module.to_owned(), version.to_owned());
        // An answer such as `v1` is a query of its own, which another answer settled.
        let settled = || self.kept_infos.get(&(module.clone(), version.clone()));
        let info = if exact.is_some() { info } else { settled()? };
        // go tells the time of a version, and of none where an answer names none.
        let time = info.written.filter(|_| !version.is_empty());
        Some(VersionFound { module, version, time, query, from })
    }

    /// A go.mod with what the newest one says of it, where that was read.
    fn read(&self, version: &str, module: &str, own: &Summary) -> ModuleRead {
        let newest = self.unretracted.get(&module.to_owned()).and_then(Result::ok);
        let newest = newest.and_then(|newest| self.summaries.get(&(module.to_owned(), newest)));
        let newest = newest.and_then(Result::ok);
        let deprecated = newest.as_ref().map(|newest| newest.deprecated.clone());
        ModuleRead {
            path: own.module.clone(),
            go: own.go.clone(),
            deprecated: deprecated.filter(|text| !text.is_empty()),
            retracted: newest.map(|newest| newest.rationales(version)).unwrap_or_default(),
            requirements: own.requires.len(),
            requires: if self.settings.member.is_some() {
                named(&own.requires)
            } else {
                Vec::new()
            },
        }
    }
}

/// `PATH VERSION` of each.
fn named(requires: &[(String, String)]) -> Vec<String> {
    requires.iter().map(|(path, version)| format!("{path} {version}")).collect()
}
