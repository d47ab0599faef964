//! Checksums: go.sum first, then the database (modules.md §13, 14).

use std::sync::PoisonError;

use crate::{
    go::{
        cmd::{
            fault::Fault,
            gover::TOOLCHAIN,
            proxy_list::{Entry, Source as Kind},
            sums::{Download, Listing, SumFile, compare, judge, unknown_hashes},
        },
        xmod::{dirhash, pattern},
    },
    trace::Authority,
};

use super::{Modules, Source};

impl<S: Source> Modules<S> {
    /// Checks the go.mod of a version, before anything believes it.
    pub(super) async fn check_go_mod(
        &self,
        module: &str,
        version: &str,
        text: &[u8],
    ) -> Result<(), Fault> {
        let hash = dirhash::go_mod(text);
        self.check_sum(Download { module, version, is_go_mod: true }, &hash).await
    }

    /// Checks the zip of a version by its sum.
    pub(super) async fn check_zip(
        &self,
        module: &str,
        version: &str,
        hash: &str,
    ) -> Result<(), Fault> {
        self.check_sum(Download { module, version, is_go_mod: false }, hash).await
    }

    async fn check_sum(&self, download: Download<'_>, hash: &str) -> Result<(), Fault> {
        let (module, version) = (download.module, download.version);
        let by = |authority| {
            let key = (module.to_owned(), version.to_owned(), download.is_go_mod);
            self.authorities.note(key, authority);
            Ok(())
        };
        if self.is_listed(download, hash)? {
            return by(Authority::GoSum);
        }
        if !self.asks_database(module) {
            return by(Authority::Nobody);
        }
        let fails = |why: &str| Err(about(download, why));
        if !self.settings.has_database {
            return fails("checksum database disabled by GOSUMDB=off");
        }
        let recorded = match self.source.lines(module, &download.sum_version()).await {
            Ok(recorded) => recorded,
            Err(fault) if fault.is_final() => return Err(fault),
            Err(fault) => return fails(&fault.to_string()),
        };
        let (database, lines) = (&recorded.database, &recorded.lines);
        let judged = judge(download, hash, database, lines, self.settings.release);
        match judged {
            Ok(()) => by(Authority::Database),
            Err(rejected) => fails(&rejected.to_string()),
        }
    }

    /// Whether go.sum has this sum. Another one there, or a go.sum that cannot be read, ends the process.
    fn is_listed(&self, download: Download<'_>, hash: &str) -> Result<bool, Fault> {
        let Some(sums) = &self.sums else { return Ok(false) };
        let sums = sums.as_ref().map_err(|error| Fault::Fatal(error.to_string()))?;
        let main = SumFile { name: "go.sum", sums };
        let listing = compare(download, hash, main, &[]);
        let listing = listing.map_err(|mismatch| Fault::Fatal(mismatch.to_string()))?;
        if let Some(warning) = unknown_hashes(download, hash, sums) {
            self.warn_of(warning);
        }
        Ok(listing == Listing::Listed)
    }

    /// Keeps what go prints at once on standard error; it prints nothing of the kind twice.
    pub(super) fn warn_of(&self, warning: String) {
        let mut warnings = self.warnings.lock().unwrap_or_else(PoisonError::into_inner);
        if !warnings.contains(&warning) {
            warnings.push(warning);
        }
    }

    /// What go has printed at once so far.
    pub(super) fn warnings(&self) -> String {
        self.warnings.lock().unwrap_or_else(PoisonError::into_inner).concat()
    }

    /// A toolchain is never believed without the database, but for one from a folder.
    fn asks_database(&self, module: &str) -> bool {
        let settings = &self.settings;
        let without = pattern::matches_in(&settings.without_sums, module, settings.release);
        let must = module == TOOLCHAIN && settings.release.switches() && !self.asks_one_folder();
        must || settings.has_database && without.is_none()
    }

    /// Whether GOPROXY is a `file://` URL alone.
    fn asks_one_folder(&self) -> bool {
        let list = self.settings.proxies.as_deref().unwrap_or_default();
        matches!(list, [Entry { source: Kind::Proxy(url), .. }] if url.scheme() == "file")
    }
}

/// go's error about the sum of a download.
fn about(download: Download<'_>, why: &str) -> Fault {
    let noun = if download.is_go_mod { "go.mod" } else { "module" };
    Fault::Other(format!("verifying {noun}: {why}")).about(download.module, download.version)
}
