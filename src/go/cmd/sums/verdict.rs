//! What a checksum database's lines say about a download.

use crate::go::version::{Change, Version};

/// A download whose sum is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Download<'a> {
    /// The module path.
    pub module: &'a str,
    /// Its version, without `/go.mod`.
    pub version: &'a str,
    /// Whether it is the go.mod file, or else the whole module.
    pub is_go_mod: bool,
}

impl Download<'_> {
    /// The version as go.sum and lookups spell it: with `/go.mod` behind it for a go.mod file.
    pub fn sum_version(self) -> String {
        let behind = if self.is_go_mod { "/go.mod" } else { "" };
        format!("{}{behind}", self.version)
    }

    /// `M@V`, or `M@V/go.mod`: how texts about go.sum name it.
    pub fn key(self) -> String {
        format!("{}@{}", self.module, self.sum_version())
    }

    /// How texts about the database begin: `M@V: verifying go.mod: `, or `… module: `.
    fn prefix(self) -> String {
        let noun = if self.is_go_mod { "go.mod" } else { "module" };
        format!("{}@{}: verifying {noun}: ", self.module, self.version)
    }
}

/// Why a download is refused. The texts are go's, with the line end that they have, as they follow
/// `verifying module: `; [`failed_lookup`] puts that in front.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejected {
    /// The database has another sum.
    #[error("checksum mismatch\n\tdownloaded: {downloaded}\n\t{database}: {listed}{MISMATCH}")]
    Mismatch {
        /// The sum of what was downloaded.
        downloaded: String,
        /// The name of the database.
        database: String,
        /// The sum that it has.
        listed: String,
    },
    /// The database has none.
    #[error("checksum missing from sumdb response{MISSING}")]
    Missing,
}

/// Holds the sum of a download against the lines of a lookup: the first that is equal or has another `h1:` decides.
///
/// Source: modules.md §14.6. Without such a line, releases before 1.26 take the download.
pub fn judge(
    download: Download<'_>,
    sum: &str,
    database: &str,
    lines: &[String],
    version: Version,
) -> Result<(), Rejected> {
    let start = format!("{} {} ", download.module, download.sum_version());
    let sums = lines.iter().filter_map(|line| line.strip_prefix(&start));
    for listed in sums {
        if listed == sum {
            return Ok(());
        }
        if listed.starts_with("h1:") {
            return Err(Rejected::Mismatch {
                downloaded: sum.to_owned(),
                database: database.to_owned(),
                listed: listed.to_owned(),
            });
        }
    }
    if version.has(Change::SumNeeded) {
        return Err(Rejected::Missing);
    }
    Ok(())
}

/// The text on a lookup that failed, a sum that was refused, or a database that GOSUMDB does not name:
/// `M@V: verifying go.mod: WHY`.
pub fn failed_lookup(download: Download<'_>, why: &str) -> String {
    format!("{}{why}", download.prefix())
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

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(sums: &[&str], version: &str) -> Result<(), String> {
        let download = Download { module: "a.b/c", version: "v1.0.0", is_go_mod: true };
        let line = |sum: &&str| format!("a.b/c v1.0.0/go.mod {sum}");
        let lines: Vec<String> = sums.iter().map(line).collect();
        let judged = judge(download, "h1:x=", "sum.test", &lines, version.parse().unwrap());
        judged.map_err(|error| error.to_string())
    }

    #[test]
    fn the_first_comparable_line_decides() {
        assert_eq!(judged(&["h2:z=", "h1:x=", "h1:y="], "1.27"), Ok(()));
        let text = judged(&["h1:y=", "h1:x="], "1.27").unwrap_err();
        let head = "checksum mismatch\n\tdownloaded: h1:x=\n\tsum.test: h1:y=\n\nSECURITY";
        assert!(text.starts_with(head) && text.ends_with("module-auth'.\n"), "{text}");
    }

    #[test]
    fn since_1_26_there_has_to_be_one() {
        assert_eq!(judged(&["h2:z="], "1.25"), Ok(()));
        assert_eq!(judged(&[], "1.25"), Ok(()));
        let text = judged(&["h2:z="], "1.26").unwrap_err();
        let head = "checksum missing from sumdb response\n\nSECURITY ERROR\n";
        assert!(text.starts_with(head), "{text}");
    }
}
