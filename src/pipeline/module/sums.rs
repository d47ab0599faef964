//! Checksums: go.sum first, then the database (modules.md §13, 14).

use std::sync::PoisonError;

use crate::go::{
    cmd::{
        fault::Fault,
        go_sum::{compare, mismatch, unknown},
        gover::TOOLCHAIN,
        proxy_list::{Entry, Source as Kind},
    },
    xmod::{dirhash, gosum::Verdict, pattern},
};

use super::{Modules, Source};

/// What is checked.
struct Checked<'a> {
    module: &'a str,
    version: &'a str,
    /// The version as go.sum has it: with `/go.mod` for a go.mod.
    key: String,
    /// The word for it in texts.
    noun: &'static str,
    hash: &'a str,
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
        let key = format!("{version}/go.mod");
        self.check_sum(Checked { module, version, key, noun: "go.mod", hash: &hash }).await
    }

    /// Checks the zip of a version by its sum.
    pub(super) async fn check_zip(
        &self,
        module: &str,
        version: &str,
        hash: &str,
    ) -> Result<(), Fault> {
        self.check_sum(Checked { module, version, key: version.to_owned(), noun: "module", hash })
            .await
    }

    async fn check_sum(&self, checked: Checked<'_>) -> Result<(), Fault> {
        if self.is_listed(&checked)? || !self.asks_database(checked.module) {
            return Ok(());
        }
        let Checked { module, version, noun, key, hash } = &checked;
        let fails = |why: &str| {
            Err(Fault::Other(format!("verifying {noun}: {why}")).about(module, version))
        };
        if !self.settings.has_database {
            return fails("checksum database disabled by GOSUMDB=off");
        }
        let recorded = match self.source.lines(module, key).await {
            Ok(recorded) => recorded,
            Err(fault) if fault.is_final() => return Err(fault),
            Err(fault) => return fails(&fault.to_string()),
        };
        let (database, lines) = (&recorded.database, &recorded.lines);
        let compared = compare([module, key, hash], database, lines, self.settings.release);
        compared.or_else(|why| fails(&why))
    }

    /// Whether go.sum has this sum. Another one there, or a go.sum that cannot be read, ends the process.
    fn is_listed(&self, checked: &Checked<'_>) -> Result<bool, Fault> {
        let Some(sums) = &self.sums else { return Ok(false) };
        let sums = sums.as_ref().map_err(|error| Fault::Fatal(error.to_string()))?;
        let Checked { module, key, hash, .. } = checked;
        let name = format!("{module}@{key}");
        match sums.check(module, key, hash) {
            Verdict::Listed => return Ok(true),
            Verdict::Mismatch(listed) => return Err(Fault::Fatal(mismatch(&name, hash, listed))),
            Verdict::Missing => {}
            Verdict::Unknown(listed) => self.warn_of(unknown(&name, hash, &listed)),
        }
        Ok(false)
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
