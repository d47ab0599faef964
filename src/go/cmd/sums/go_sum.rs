//! A sum that was computed against those that go.sum lists.

use super::Download;
use crate::go::xmod::gosum::{GoSum, Sum, Verdict};

/// A file of sums.
#[derive(Clone, Copy, Debug)]
pub struct SumFile<'a> {
    /// How go's text names it: `go.sum`, `go.work.sum`, or in a workspace the absolute path of a module's own.
    pub name: &'a str,
    /// What it says.
    pub sums: &'a GoSum,
}

/// Whether a sum is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// The sum is listed: no database is asked.
    Listed,
    /// No sum that go can compare is listed.
    Unlisted,
}

/// Another sum is listed. go ends at once with this text, with nothing in front of it and an empty line behind; not even
/// JSON comes out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "verifying {key}: checksum mismatch\n\tdownloaded: {downloaded}\n\t{file}:     {listed}{EXPLANATION}"
)]
pub struct Mismatch {
    /// `M@V`, or `M@V/go.mod`.
    pub key: String,
    /// The sum of what was downloaded.
    pub downloaded: String,
    /// The file with the other sum, as the text names it.
    pub file: String,
    /// The other sum.
    pub listed: String,
}

/// Holds the sum of a download against the main file and those of a workspace's modules.
///
/// In the main file the first line decides that has this sum or another `h1:`; other kinds of sums do not count. In the
/// others every line has to agree. Source: modules.md §13.
pub fn compare(
    download: Download<'_>,
    sum: &str,
    main: SumFile<'_>,
    modules: &[SumFile<'_>],
) -> Result<Listing, Mismatch> {
    let version = download.sum_version();
    let differs = |file: SumFile<'_>, listed: &Sum| Mismatch {
        key: download.key(),
        downloaded: sum.to_owned(),
        file: file.name.to_owned(),
        listed: listed.hash.clone(),
    };
    match main.sums.check(download.module, &version, sum) {
        Verdict::Listed => return Ok(Listing::Listed),
        Verdict::Mismatch(listed) => return Err(differs(main, listed)),
        Verdict::Missing | Verdict::Unknown(_) => {}
    }
    let mut found = Listing::Unlisted;
    for file in modules {
        let own = |it: &&Sum| it.path == download.module && it.version == version;
        for listed in file.sums.sums.iter().filter(own) {
            if listed.hash == sum {
                found = Listing::Listed;
            } else if listed.hash.starts_with("h1:") {
                return Err(differs(*file, listed));
            }
        }
    }
    Ok(found)
}

/// The warning of go where the main file lists nothing but sums of other kinds for a download, and go adds `sum`. It ends
/// in an empty line.
pub fn unknown_hashes(download: Download<'_>, sum: &str, main: &GoSum) -> Option<String> {
    let version = download.sum_version();
    let Verdict::Unknown(listed) = main.check(download.module, &version, sum) else { return None };
    let listed: Vec<&str> = listed.iter().map(|listed| listed.hash.as_str()).collect();
    let (key, listed) = (download.key(), listed.join(", "));
    Some(format!(
        "warning: verifying {key}: unknown hashes in go.sum: {listed}; adding {sum}{WARNING}"
    ))
}

const EXPLANATION: &str = "

SECURITY ERROR
This download does NOT match an earlier download recorded in go.sum.
The bits may have been replaced on the origin server, or an attacker may
have intercepted the download attempt.

For more information, see 'go help module-auth'.
";

const WARNING: &str = "

SECURITY WARNING
This download is listed in go.sum, but using an unknown hash algorithm.
The download cannot be verified.

For more information, see 'go help module-auth'.

";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::go::{version::Version, xmod::gosum};

    const DOWNLOAD: Download<'_> =
        Download { module: "a.b/c", version: "v1.0.0", is_go_mod: false };

    fn file(sums: &[&str]) -> GoSum {
        let line = |sum: &&str| format!("a.b/c v1.0.0 {sum}\na.b/c v1.0.0/go.mod h1:other=\n");
        let text: String = sums.iter().map(line).collect();
        gosum::parse("go.sum", text.as_bytes(), Version::NEWEST, false).unwrap()
    }

    fn compared(main: &[&str], modules: &[&str]) -> Result<Listing, String> {
        let main = SumFile { name: "go.sum", sums: &file(main) };
        let modules = SumFile { name: "/w/go.sum", sums: &file(modules) };
        compare(DOWNLOAD, "h1:x=", main, &[modules]).map_err(|error| error.to_string())
    }

    #[test]
    fn the_first_line_decides() {
        assert_eq!(compared(&["h1:x=", "h1:y="], &[]), Ok(Listing::Listed));
        assert_eq!(compared(&["h9:z=", "h1:x="], &[]), Ok(Listing::Listed));
        assert_eq!(compared(&["h9:z="], &[]), Ok(Listing::Unlisted));
        let text = compared(&["h1:y=", "h1:x="], &[]).unwrap_err();
        let head = "verifying a.b/c@v1.0.0: checksum mismatch\n\tdownloaded: h1:x=\n\tgo.sum:     h1:y=\n\nSECURITY ERROR\n";
        assert!(text.starts_with(head) && text.ends_with("module-auth'.\n"), "{text}");
    }

    #[test]
    fn in_a_workspace_all_have_to_agree() {
        assert_eq!(compared(&[], &["h1:x=", "h9:z="]), Ok(Listing::Listed));
        let text = compared(&[], &["h1:x=", "h1:y="]).unwrap_err();
        assert!(text.contains("\n\t/w/go.sum:     h1:y=\n"), "{text}");
        assert_eq!(compared(&["h1:x="], &["h1:y="]), Ok(Listing::Listed));
    }

    /// `[gosum]` of module-cases.jsonl.
    #[test]
    fn other_kinds_of_sums_are_warned_of() {
        let warned = |sums: &[&str]| unknown_hashes(DOWNLOAD, "h1:x=", &file(sums));
        let text = warned(&["h9:xyz"]).unwrap();
        let head = "warning: verifying a.b/c@v1.0.0: unknown hashes in go.sum: h9:xyz; adding h1:x=\n\nSECURITY WARNING\n";
        assert!(text.starts_with(head) && text.ends_with("module-auth'.\n\n"), "{text}");
        assert_eq!(warned(&[]), None);
    }
}
