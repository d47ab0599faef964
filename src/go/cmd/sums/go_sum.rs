//! A sum that was computed against those that go.sum lists.

use super::Download;
use crate::go::{
    version::Version,
    xmod::gosum::{self, GoSum, MalformedSum, Sum, Verdict},
};

/// The files of sums of a main module or of a workspace, read once by a process.
///
/// Source: modules.md §13; answers of go 1.21.13, 1.22.10, 1.24.11, 1.27.3 in workspaces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SumFiles {
    main: SumFile,
    modules: Vec<SumFile>,
}

/// A file of sums.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct SumFile {
    /// Its absolute path.
    path: String,
    sums: GoSum,
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

impl SumFiles {
    /// Reads `main`, the absolute path and text of a main module's go.sum or of go.work.sum, and in a workspace those of
    /// its modules, in the order in which go.work uses them. A file that is not there is an empty one.
    ///
    /// Modules' files are read first, so that their malformed lines are the ones that go tells.
    pub fn parse<'a>(
        main: (&'a str, &'a [u8]),
        modules: impl IntoIterator<Item = (&'a str, &'a [u8])>,
        release: Version,
    ) -> Result<Self, MalformedSum> {
        let read = |(path, text): (&str, &[u8])| {
            let sums = gosum::parse(path, text, release, false)?;
            Ok(SumFile { path: path.to_owned(), sums })
        };
        let modules = modules.into_iter().map(read).collect::<Result<_, _>>()?;
        Ok(Self { main: read(main)?, modules })
    }

    /// The absolute path of the main file.
    pub fn path(&self) -> &str {
        &self.main.path
    }

    /// What go says of two sums of a download, of which the main file has `listed`.
    pub fn differing(&self, download: Download<'_>, sum: &str, listed: &str) -> Mismatch {
        Mismatch {
            key: download.key(),
            downloaded: sum.to_owned(),
            file: self.main.shown().to_owned(),
            listed: listed.to_owned(),
        }
    }

    /// The lines for a download, each with the absolute path of its file: the main file's first.
    pub fn of(&self, download: Download<'_>) -> Vec<(&str, &Sum)> {
        let version = download.sum_version();
        let files = std::iter::once(&self.main).chain(&self.modules);
        let lines = files.flat_map(|file| {
            let sums = file.sums.of(download.module, &version);
            sums.map(|sum| (file.path.as_str(), sum)).collect::<Vec<_>>()
        });
        lines.collect()
    }

    /// Holds the sum of a download against the files.
    ///
    /// In the main file the first line decides that has this sum or another `h1:`; other kinds of sums do not count. In
    /// the others every line has to agree.
    pub fn compare(&self, download: Download<'_>, sum: &str) -> Result<Listing, Mismatch> {
        let version = download.sum_version();
        match self.main.sums.check(download.module, &version, sum) {
            Verdict::Listed => return Ok(Listing::Listed),
            Verdict::Mismatch(listed) => return Err(self.differing(download, sum, &listed.hash)),
            Verdict::Missing | Verdict::Unknown(_) => {}
        }
        let mut found = Listing::Unlisted;
        for file in &self.modules {
            for listed in file.sums.of(download.module, &version) {
                if listed.hash == sum {
                    found = Listing::Listed;
                } else if listed.hash.starts_with("h1:") {
                    let differing = self.differing(download, sum, &listed.hash);
                    return Err(Mismatch { file: file.path.clone(), ..differing });
                }
            }
        }
        Ok(found)
    }

    /// The warning of go where the main file lists nothing but sums of other kinds for a download, and go adds `sum`. It
    /// ends in an empty line.
    pub fn unknown_hashes(&self, download: Download<'_>, sum: &str) -> Option<String> {
        let Verdict::Unknown(listed) =
            self.main.sums.check(download.module, &download.sum_version(), sum)
        else {
            return None;
        };
        let listed: Vec<&str> = listed.iter().map(|listed| listed.hash.as_str()).collect();
        let (key, listed) = (download.key(), listed.join(", "));
        Some(format!(
            "warning: verifying {key}: unknown hashes in go.sum: {listed}; adding {sum}{WARNING}"
        ))
    }
}

impl SumFile {
    /// How go's text names it where it is the main file.
    fn shown(&self) -> &'static str {
        if self.path.ends_with("go.work.sum") { "go.work.sum" } else { "go.sum" }
    }
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

    const DOWNLOAD: Download<'_> =
        Download { module: "a.b/c", version: "v1.0.0", is_go_mod: false };

    fn text(sums: &[&str]) -> String {
        let line = |sum: &&str| format!("a.b/c v1.0.0 {sum}\na.b/c v1.0.0/go.mod h1:other=\n");
        sums.iter().map(line).collect()
    }

    fn files(name: &str, main: &[&str], modules: &[&str]) -> SumFiles {
        let (main, modules) = (text(main), text(modules));
        let modules = [("/w/go.sum", modules.as_bytes())];
        SumFiles::parse((name, main.as_bytes()), modules, Version::NEWEST).unwrap()
    }

    fn compared(name: &str, main: &[&str], modules: &[&str]) -> Result<Listing, String> {
        let compared = files(name, main, modules).compare(DOWNLOAD, "h1:x=");
        compared.map_err(|error| error.to_string())
    }

    #[test]
    fn the_first_line_decides() {
        let compared = |main: &[&str]| compared("/go.sum", main, &[]);
        assert_eq!(compared(&["h1:x=", "h1:y="]), Ok(Listing::Listed));
        assert_eq!(compared(&["h9:z=", "h1:x="]), Ok(Listing::Listed));
        assert_eq!(compared(&["h9:z="]), Ok(Listing::Unlisted));
        let text = compared(&["h1:y=", "h1:x="]).unwrap_err();
        let head = "verifying a.b/c@v1.0.0: checksum mismatch\n\tdownloaded: h1:x=\n\tgo.sum:     h1:y=\n\nSECURITY ERROR\n";
        assert!(text.starts_with(head) && text.ends_with("module-auth'.\n"), "{text}");
    }

    #[test]
    fn in_a_workspace_all_have_to_agree() {
        let compared = |main: &[&str], modules: &[&str]| compared("/go.work.sum", main, modules);
        assert_eq!(compared(&[], &["h1:x=", "h9:z="]), Ok(Listing::Listed));
        let text = compared(&[], &["h1:x=", "h1:y="]).unwrap_err();
        assert!(text.contains("\n\t/w/go.sum:     h1:y=\n"), "{text}");
        assert_eq!(compared(&["h1:x="], &["h1:y="]), Ok(Listing::Listed));
        assert_eq!(compared(&["h9:x"], &["h1:x="]), Ok(Listing::Listed));
    }

    /// GOWORK may have any name.
    #[test]
    fn the_name_of_the_main_file_is_one_of_two() {
        for (path, shown) in [
            ("/w/go.work.sum", "go.work.sum"),
            ("/w/my.go.work.sum", "go.work.sum"),
            ("/w/my.work.sum", "go.sum"),
            ("/w/tools.sum", "go.sum"),
        ] {
            let text = compared(path, &["h1:y="], &[]).unwrap_err();
            assert!(text.contains(&format!("\n\t{shown}:     h1:y=\n")), "{path}: {text}");
        }
    }

    #[test]
    fn malformed_lines_of_modules_come_first() {
        let read = |version: &str| {
            let modules = [("/b/go.sum", b"x y\n".as_slice()), ("/a/go.sum", b"a b c d")];
            let main = ("/go.work.sum", b"z\n".as_slice());
            SumFiles::parse(main, modules, version.parse().unwrap())
        };
        assert_eq!(read("1.27").unwrap_err().file, "/b/go.sum");
        assert_eq!(read("1.21").unwrap().of(DOWNLOAD), []);
    }

    #[test]
    fn lines_have_their_file() {
        let files = files("/go.work.sum", &["h9:z="], &["h1:x=", "h1:y="]);
        let lines = files.of(DOWNLOAD);
        let shown: Vec<_> = lines.iter().map(|(file, sum)| (*file, sum.line)).collect();
        assert_eq!(shown, [("/go.work.sum", 1), ("/w/go.sum", 1), ("/w/go.sum", 3)]);
    }

    /// `[gosum]` of module-cases.jsonl.
    #[test]
    fn other_kinds_of_sums_are_warned_of() {
        let warned = |sums: &[&str]| files("/go.sum", sums, &[]).unknown_hashes(DOWNLOAD, "h1:x=");
        let text = warned(&["h9:xyz"]).unwrap();
        let head = "warning: verifying a.b/c@v1.0.0: unknown hashes in go.sum: h9:xyz; adding h1:x=\n\nSECURITY WARNING\n";
        assert!(text.starts_with(head) && text.ends_with("module-auth'.\n\n"), "{text}");
        assert_eq!(warned(&[]), None);
    }
}
