//! A sum that was computed against those that go.sum lists.

/// The lines for one key of a file of sums.
#[derive(Clone, Copy, Debug)]
pub struct SumFile<'a> {
    /// How go's text names it: `go.sum`, `go.work.sum`, or in a workspace the absolute path of a module's own.
    pub name: &'a str,
    /// The sums for the key, in the order of the file: `h1:…` and others.
    pub sums: &'a [String],
}

/// Whether a sum is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// It is: no database is asked.
    Listed,
    /// Nothing that go can compare is.
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

/// Holds `sum`, of the download `key` (`M@V` or `M@V/go.mod`), against the main file and those of a workspace's modules.
///
/// In the main file the first line decides that has this sum or another `h1:`; other kinds of sums do not count. In the
/// others every line has to agree. Source: modules.md §13.
pub fn compare(
    key: &str,
    sum: &str,
    main: SumFile<'_>,
    modules: &[SumFile<'_>],
) -> Result<Listing, Mismatch> {
    let differs = |file: SumFile<'_>, listed: &String| Mismatch {
        key: key.to_owned(),
        downloaded: sum.to_owned(),
        file: file.name.to_owned(),
        listed: listed.clone(),
    };
    let comparable = |listed: &&String| *listed == sum || listed.starts_with("h1:");
    if let Some(listed) = main.sums.iter().find(comparable) {
        return if listed == sum { Ok(Listing::Listed) } else { Err(differs(main, listed)) };
    }
    let mut found = Listing::Unlisted;
    for file in modules {
        for listed in file.sums.iter().filter(comparable) {
            if listed != sum {
                return Err(differs(*file, listed));
            }
            found = Listing::Listed;
        }
    }
    Ok(found)
}

/// The warning of go where go.sum lists nothing but sums of other kinds for a download, and it adds `sum`. It ends in an
/// empty line.
pub fn unknown_hashes(key: &str, sum: &str, main: SumFile<'_>) -> Option<String> {
    let known = |listed: &String| listed == sum || listed.starts_with("h1:");
    if main.sums.is_empty() || main.sums.iter().any(known) {
        return None;
    }
    let listed = main.sums.join(", ");
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

    fn compared(main: &[&str], modules: &[&str]) -> Result<Listing, String> {
        let owned = |sums: &[&str]| sums.iter().map(|sum| (*sum).to_owned()).collect::<Vec<_>>();
        let (main, modules) = (owned(main), owned(modules));
        let main = SumFile { name: "go.sum", sums: &main };
        let modules = SumFile { name: "/w/go.sum", sums: &modules };
        compare("a.b/c@v1.0.0", "h1:x=", main, &[modules]).map_err(|error| error.to_string())
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
        let warned = |sums: &[String]| {
            unknown_hashes("a.b/c@v1.0.0", "h1:x=", SumFile { name: "go.sum", sums })
        };
        let text = warned(&["h9:xyz".into()]).unwrap();
        let head = "warning: verifying a.b/c@v1.0.0: unknown hashes in go.sum: h9:xyz; adding h1:x=\n\nSECURITY WARNING\n";
        assert!(text.starts_with(head) && text.ends_with("module-auth'.\n\n"), "{text}");
        assert_eq!(warned(&[]), None);
    }
}
