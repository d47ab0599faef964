//! What a run has learned of a version by the way; nothing is asked for it.

use super::{Modules, Source, identity::Summary};
use crate::{
    go::xmod::dirhash,
    trace::{Authority, ModuleRead, SumRead, SumsRead, VersionFound, ZipRead},
};

/// What is known of a version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The version, as the answer to a query.
    pub version: VersionFound,
    /// Its go.mod.
    pub module: Option<ModuleRead>,
    /// Its zip.
    pub zip: Option<ZipRead>,
    /// The sums of both.
    pub sums: SumsRead,
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
        let file = self.kept_files.get(&key);
        let gomod = file.and_then(|text| self.sum(module, version, true, dirhash::go_mod(&text)));
        let sum = zip.as_ref().and_then(|zip| self.sum(module, version, false, zip.h1.clone()));
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
            sums: SumsRead { gomod, zip: sum },
        }
    }

    fn sum(&self, module: &str, version: &str, is_go_mod: bool, h1: String) -> Option<SumRead> {
        let key = (module.to_owned(), version.to_owned(), is_go_mod);
        let by = self.authorities.get(&key)?;
        Some(SumRead { h1, by })
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
