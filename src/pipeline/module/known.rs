//! What a run has learned of a version by the way; nothing is asked for it.

use super::{Modules, Source, identity::Summary};
use crate::trace::{ModuleRead, VersionFound, ZipRead};

/// What is known of a version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The version, as the answer to a query.
    pub version: VersionFound,
    /// Its go.mod.
    pub module: Option<ModuleRead>,
    /// Its zip.
    pub zip: Option<ZipRead>,
}

impl<S: Source> Modules<S> {
    /// What is known of `version` of `module`, which answers `query`.
    pub fn known(&self, module: &str, version: &str, query: &str) -> Known {
        let key = (module.to_owned(), version.to_owned());
        let info = self.kept_infos.get(&key);
        let content = self.contents.get(&key).and_then(Result::ok);
        let zip = content.map(|content| ZipRead {
            bytes: content.bytes,
            files: content.files.len(),
            h1: content.sum.clone(),
        });
        Known {
            version: VersionFound {
                module: module.to_owned(),
                version: version.to_owned(),
                time: info.and_then(|info| info.written),
                query: query.to_owned(),
                from: self.found_at.get(&key),
            },
            module: self
                .summaries
                .get(&key)
                .and_then(Result::ok)
                .map(|it| self.read(module, version, &it)),
            zip,
        }
    }

    /// A go.mod with what the newest one says of it, where that was read.
    fn read(&self, module: &str, version: &str, own: &Summary) -> ModuleRead {
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
        }
    }
}
