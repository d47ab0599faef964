//! Checksums: go.sum first, then the database (modules.md §13, 14).

use crate::go::{
    cmd::{
        fault::Fault,
        gover::TOOLCHAIN,
        proxy_list::{Entry, Source as Kind},
    },
    version::Change,
    xmod::{dirhash, pattern},
};

use super::{Modules, Recorded, Source};

pub(super) struct GoSum;
impl GoSum {
    pub(super) fn read(_: &str, _: &[u8]) -> Self { Self }
    fn check(&self, _: &str, _: &str, _: &str, _: crate::go::version::Version) -> Result<bool, String> { Ok(false) }
}

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
        if let Some(sums) = &self.sums {
            let Checked { module, key, hash, .. } = &checked;
            match sums.check(module, key, hash, self.settings.release) {
                Ok(true) => return Ok(()),
                Ok(false) => {}
                Err(text) => return Err(Fault::Fatal(text)),
            }
        }
        if !self.asks_database(checked.module) {
            return Ok(());
        }
        let Checked { module, version, noun, .. } = &checked;
        if !self.settings.has_database {
            let text = format!("verifying {noun}: checksum database disabled by GOSUMDB=off");
            return Err(Fault::Other(text).about(module, version));
        }
        let recorded = match self.source.lines(module, &checked.key).await {
            Ok(recorded) => recorded,
            Err(fault) if fault.is_final() => return Err(fault),
            Err(fault) => {
                let text = format!("verifying {noun}: {fault}");
                return Err(Fault::Other(text).about(module, version));
            }
        };
        self.compare(&checked, &recorded)
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

    /// Holds the hash against the database's lines; the first that names it decides.
    fn compare(&self, checked: &Checked<'_>, recorded: &Recorded) -> Result<(), Fault> {
        let Checked { module, version, key, noun, hash } = checked;
        let prefix = format!("{module} {key} ");
        let sums = recorded.lines.iter().filter_map(|line| line.strip_prefix(prefix.as_str()));
        let deciding = sums.clone().find(|sum| *sum == *hash || sum.starts_with("h1:"));
        let text = match deciding {
            Some(sum) if sum == *hash => return Ok(()),
            Some(sum) => format!(
                "checksum mismatch\n\tdownloaded: {hash}\n\t{}: {sum}{MISMATCH}",
                recorded.database
            ),
            None if self.settings.release.has(Change::MissingSumRefused) => {
                format!("checksum missing from sumdb response{MISSING}")
            }
            None => return Ok(()),
        };
        Err(Fault::Other(format!("verifying {noun}: {text}")).about(module, version))
    }
}

const MISMATCH: &str = "

SECURITY ERROR
This download does NOT match the one reported by the checksum server.
The bits may have been replaced on the origin server, or an attacker may
have intercepted the download attempt.

For more information, see 'go help module-auth'.
";

const MISSING: &str = "

SECURITY ERROR
This download does NOT match one reported by the checksum server.
The checksum server has provided checksums, but the checksums do
not contain an entry for the download.
The checksum server may be malfunctioning, or an attacker may have
intercepted the checksum request.
The download cannot be verified.

For more information, see 'go help module-auth'.
";
