//! What go says where sums do not agree (modules.md §13, 14.6).

use crate::go::{
    version::{Change, Version},
    xmod::gosum::Sum,
};

/// Another sum in go.sum. go dies of it with this text alone; `name` is `M@V` or `M@V/go.mod`.
pub fn mismatch(name: &str, hash: &str, listed: &Sum) -> String {
    let listed = &listed.hash;
    format!(
        "verifying {name}: checksum mismatch\n\tdownloaded: {hash}\n\tgo.sum:     {listed}{MISMATCH}"
    )
}

/// Only sums of algorithms in go.sum that go does not know: a warning.
pub fn unknown(name: &str, hash: &str, listed: &[&Sum]) -> String {
    let listed: Vec<&str> = listed.iter().map(|sum| sum.hash.as_str()).collect();
    let listed = listed.join(", ");
    format!("warning: verifying {name}: unknown hashes in go.sum: {listed}; adding {hash}{UNKNOWN}")
}

/// Holds `hash` against the lines that a database has recorded; the first line of the module with a sum by `h1` decides.
/// `version` has `/go.mod` behind it where the sum is of go.mod alone. The error is go's text behind `verifying module: `.
pub fn compare(
    [module, version, hash]: [&str; 3],
    database: &str,
    lines: &[String],
    release: Version,
) -> Result<(), String> {
    let prefix = format!("{module} {version} ");
    let mut sums = lines.iter().filter_map(|line| line.strip_prefix(prefix.as_str()));
    match sums.find(|sum| *sum == hash || sum.starts_with("h1:")) {
        Some(sum) if sum == hash => Ok(()),
        Some(sum) => {
            Err(format!("checksum mismatch\n\tdownloaded: {hash}\n\t{database}: {sum}{REPORTED}"))
        }
        None if release.has(Change::MissingSumRefused) => {
            Err(format!("checksum missing from sumdb response{MISSING}"))
        }
        None => Ok(()),
    }
}

const MISMATCH: &str = "

SECURITY ERROR
This download does NOT match an earlier download recorded in go.sum.
The bits may have been replaced on the origin server, or an attacker may
have intercepted the download attempt.

For more information, see 'go help module-auth'.
";

const UNKNOWN: &str = "

SECURITY WARNING
This download is listed in go.sum, but using an unknown hash algorithm.
The download cannot be verified.

For more information, see 'go help module-auth'.

";

const REPORTED: &str = "

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

    #[test]
    fn the_first_line_that_decides() {
        let said = |lines: &[&str], release: &str| {
            let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            let said = compare(["m", "v1", "h1:a"], "db", &lines, release.parse().unwrap());
            said.map_err(|text| text.lines().next().unwrap_or_default().to_owned())
        };
        assert_eq!(said(&["m v1/go.mod h1:b", "m v1 h2:c", "m v1 h1:a"], "1.27"), Ok(()));
        assert_eq!(said(&["m v1 h1:b", "m v1 h1:a"], "1.27"), Err("checksum mismatch".into()));
        let missing = Err("checksum missing from sumdb response".into());
        assert_eq!(said(&["m v1 h2:c"], "1.26"), missing);
        assert_eq!(said(&["m v1 h2:c"], "1.25"), Ok(()));
    }
}
