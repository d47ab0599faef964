//! Checksums: go.sum first, then the database (modules.md §13, 14).

use std::{collections::HashMap, sync::PoisonError};

use crate::{
    go::{
        cmd::{
            fault::Fault,
            gover::TOOLCHAIN,
            proxy_list::{Entry, Source as Kind},
            sums::{Download, Listing, SumFiles, go_sum_is_enough, judge},
        },
        xmod::{dirhash, gosum::Sum, pattern},
    },
    secret::redact_url,
    trace::{SumBy, SumCompared, SumLine, SumOf, SumsListed, SumsMalformed, SumsRecorded},
};

use super::{Modules, Recorded, Source};

/// A sum that was held against go.sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Held {
    module: String,
    version: String,
    is_go_mod: bool,
    hash: String,
}

impl Held {
    fn download(&self) -> Download<'_> {
        Download { module: &self.module, version: &self.version, is_go_mod: self.is_go_mod }
    }
}

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
        let mut seen = self.compared(download, hash);
        let checked = self.decide(download, hash, &mut seen).await;
        if checked.is_ok() {
            self.added(download, hash);
        }
        let refused = checked.as_ref().err().filter(|fault| !matches!(fault, Fault::Stop(_)));
        seen.error = refused.map(|fault| redact_url(&fault.to_string()));
        self.source.compared(seen);
        checked
    }

    /// What is seen of a sum before anybody decides: what go.sum lists for it.
    fn compared(&self, download: Download<'_>, hash: &str) -> SumCompared {
        let files = self.sums.as_deref().and_then(|sums| sums.as_ref().ok());
        let malformed = self.sums.as_deref().and_then(|sums| sums.as_ref().err());
        let malformed = malformed.map(|bad| SumsMalformed {
            file: bad.file.clone(),
            line: bad.line,
            fields: bad.fields,
        });
        SumCompared {
            module: download.module.to_owned(),
            version: download.version.to_owned(),
            of: if download.is_go_mod { SumOf::GoMod } else { SumOf::Zip },
            computed: hash.to_owned(),
            go_sum: files.map(|files| listed(files, download)),
            malformed,
            ..SumCompared::default()
        }
    }

    /// Asks go.sum, then the database where go does; `seen` is told who decided.
    async fn decide(
        &self,
        download: Download<'_>,
        hash: &str,
        seen: &mut SumCompared,
    ) -> Result<(), Fault> {
        seen.by = SumBy::GoSum;
        let (module, release) = (download.module, self.settings.release);
        if self.is_listed(download, hash)? && go_sum_is_enough(module, release) {
            return Ok(());
        }
        if let Some(unasked) = self.unasked(module) {
            seen.by = unasked;
            return Ok(());
        }
        seen.by = SumBy::Database;
        let recorded = self.recorded(download).await?;
        seen.database = Some(sums_of(download, &recorded));
        let judged = judge(download, hash, &recorded.database, &recorded.lines, release);
        judged.map_err(|rejected| about(download, &rejected.to_string()))
    }

    /// What the database has for a download.
    async fn recorded(&self, download: Download<'_>) -> Result<Recorded, Fault> {
        if !self.settings.has_database {
            return Err(about(download, "checksum database disabled by GOSUMDB=off"));
        }
        let recorded = self.source.lines(download.module, &download.sum_version()).await;
        recorded.map_err(|fault| match fault {
            fault if fault.is_final() => fault,
            fault => about(download, &fault.to_string()),
        })
    }

    /// Whether go.sum has this sum. Another one there, or a go.sum that cannot be read, ends the process.
    fn is_listed(&self, download: Download<'_>, hash: &str) -> Result<bool, Fault> {
        let Some(sums) = self.sums.as_deref() else { return Ok(false) };
        let sums = sums.as_ref().map_err(|error| Fault::Fatal(error.to_string()))?;
        let listing = sums.compare(download, hash);
        let listing = listing.map_err(|mismatch| Fault::Fatal(mismatch.to_string()))?;
        let Download { module, version, is_go_mod } = download;
        let (module, version) = (module.to_owned(), version.to_owned());
        let held = Held { module, version, is_go_mod, hash: hash.to_owned() };
        self.held.lock().unwrap_or_else(PoisonError::into_inner).push(held);
        Ok(listing == Listing::Listed)
    }

    /// Fails where go writes go.sum, for a module that it adds, and was sent two files for one place: it writes every sum
    /// that it held against go.sum, that which the database refused among them (go 1.21 to 1.27). Which of the two it
    /// names first is chance, mostly the later one.
    pub(super) fn write_sums(&self, module: &str, version: &str) -> Result<(), Fault> {
        let Some(Ok(sums)) = self.sums.as_deref() else { return Ok(()) };
        let known = |is_go_mod| !sums.of(Download { module, version, is_go_mod }).is_empty();
        if known(true) && known(false) {
            return Ok(());
        }
        let (held, mut first) = (self.held.lock(), HashMap::new());
        for it in held.unwrap_or_else(PoisonError::into_inner).iter() {
            let earlier = *first.entry(it.download().key()).or_insert(&it.hash);
            if *earlier != it.hash {
                let differing = sums.differing(it.download(), &it.hash, earlier);
                return Err(Fault::Fatal(differing.to_string()));
            }
        }
        Ok(())
    }

    /// go adds a sum that go.sum has not, and warns where that has others for the download, of kinds that it cannot compare.
    fn added(&self, download: Download<'_>, hash: &str) {
        let sums = self.sums.as_deref().and_then(|sums| sums.as_ref().ok());
        if let Some(warning) = sums.and_then(|sums| sums.unknown_hashes(download, hash)) {
            self.warn_of(warning);
        }
    }

    /// Whether go.sum has any sum of a version's zip that go can read.
    pub(super) fn lists(&self, module: &str, version: &str) -> bool {
        let sums = self.sums.as_deref().and_then(|sums| sums.as_ref().ok());
        let listed = sums.map(|sums| sums.of(Download { module, version, is_go_mod: false }));
        listed.unwrap_or_default().iter().any(|(_, sum)| sum.hash.starts_with("h1:"))
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

    /// Why the database is not asked about a module; `None` where it is. A toolchain is never believed without it, but
    /// for one from a folder.
    fn unasked(&self, module: &str) -> Option<SumBy> {
        let settings = &self.settings;
        if module == TOOLCHAIN && settings.release.switches() && !self.asks_one_folder() {
            return None;
        }
        if !settings.has_database {
            return Some(SumBy::Off);
        }
        let pattern = pattern::matches_in(&settings.without_sums, module, settings.release)?;
        Some(SumBy::Matched { pattern: pattern.to_owned() })
    }

    /// Whether GOPROXY is a `file://` URL alone.
    fn asks_one_folder(&self) -> bool {
        let list = self.settings.proxies.as_deref().unwrap_or_default();
        matches!(list, [Entry { source: Kind::Proxy(url), .. }] if url.scheme() == "file")
    }
}

/// The lines that the files of sums have for a download.
fn listed(files: &SumFiles, download: Download<'_>) -> SumsListed {
    let line = |(file, sum): (&str, &Sum)| SumLine {
        file: if file == files.path() { String::new() } else { file.to_owned() },
        line: sum.line,
        hash: sum.hash.clone(),
    };
    let lines = files.of(download).into_iter().map(line).collect();
    SumsListed { file: files.path().to_owned(), lines }
}

/// The sums that the database has for a download.
fn sums_of(download: Download<'_>, recorded: &Recorded) -> SumsRecorded {
    let start = format!("{} {} ", download.module, download.sum_version());
    let hashes = recorded.lines.iter().filter_map(|line| line.strip_prefix(&start));
    SumsRecorded { name: recorded.database.clone(), hashes: hashes.map(str::to_owned).collect() }
}

/// go's error about the sum of a download.
fn about(download: Download<'_>, why: &str) -> Fault {
    let noun = if download.is_go_mod { "go.mod" } else { "module" };
    Fault::Other(format!("verifying {noun}: {why}")).about(download.module, download.version)
}
