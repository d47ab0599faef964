//! The commands that go gives to git, by release (repositories.md §2).

use crate::go::{
    cmd::vcs::Vcs,
    version::{Change, Version},
};

use super::command::{Command, Output, Place};

/// The git commands of a release.
#[derive(Clone, Copy, Debug)]
pub struct Git {
    version: Version,
}

/// The hash that names the objects of a repository.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ObjectFormat {
    /// 40 hexadecimal digits.
    #[default]
    Sha1,
    /// 64 hexadecimal digits.
    Sha256,
}

impl ObjectFormat {
    /// The length of a full hash in hexadecimal digits.
    pub fn digits(self) -> usize {
        match self {
            Self::Sha1 => 40,
            Self::Sha256 => 64,
        }
    }

    /// git's name for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "sha1",
            Self::Sha256 => "sha256",
        }
    }
}

impl Git {
    /// The commands of `version`.
    pub fn new(version: Version) -> Self {
        Self { version }
    }

    /// Lists the refs of `remote`, a URL or `origin`.
    pub fn ls_remote(self, remote: &str) -> Command {
        let command = self.ended(&["ls-remote", "-q"], &[remote]).over_network();
        Command { output: Output::Listed, ..command }
    }

    /// Says git's own version.
    pub fn version(self) -> Command {
        Command { place: Place::MainModule, git_dir: false, ..git(&["version"]) }
    }

    /// Makes the repository; `format` is named where git knows formats.
    pub fn init(self, format: Option<ObjectFormat>) -> Command {
        let flag = format.map(|format| format!("--object-format={}", format.name()));
        let words: Vec<&str> = ["init", "--bare"].into_iter().chain(flag.as_deref()).collect();
        Command { git_dir: false, ..git(&words) }
    }

    /// Names the repository at `url` `origin`.
    pub fn add_remote(self, url: &str) -> Command {
        git(&["remote", "add", "origin", "--", url])
    }

    /// Says which object format the repository has, if not SHA-1.
    pub fn object_format(self) -> Command {
        git(&["config", "extensions.objectformat"])
    }

    /// Lists the tags that are in the repository's folder.
    pub fn local_tags(self) -> Command {
        git(&["tag", "-l"])
    }

    /// Gives the commit `hash` the tag that the listing of refs says it has.
    pub fn add_tag(self, tag: &str, hash: &str) -> Command {
        git(&["tag", tag, hash])
    }

    /// Shows hash, time and tags of the commit `rev`.
    pub fn log(self, rev: &str) -> Command {
        let words = [
            "-c",
            "log.showsignature=false",
            "log",
            "--no-decorate",
            "-n1",
            "--format=format:%H %ct %D",
        ];
        self.ended(&words, &[rev, "--"])
    }

    /// Gets one commit alone: `refspec` from `origin`.
    pub fn fetch_shallow(self, refspec: &str) -> Command {
        let by_2 = self.version.has(Change::ShallowByProtocol2);
        let protocol: &[&str] = if by_2 { &["-c", "protocol.version=2"] } else { &[] };
        let words = [protocol, &["fetch", "-f", "--depth=1"]].concat();
        self.ended(&words, &["origin", refspec]).over_network()
    }

    /// Gets every branch and tag.
    pub fn fetch_all(self) -> Command {
        let refs = ["origin", "refs/heads/*:refs/heads/*", "refs/tags/*:refs/tags/*"];
        self.ended(&["fetch", "-f"], &refs).over_network()
    }

    /// Gets the history that shallow commits lack.
    pub fn unshallow(self) -> Command {
        self.ended(&["fetch", "--unshallow", "-f"], &["origin"]).over_network()
    }

    /// Shows `file` of the commit `hash`.
    pub fn cat_file(self, hash: &str, file: &str) -> Command {
        self.ended(&["cat-file"], &["blob", &format!("{hash}:{file}")])
    }

    /// Lists the refs that the commit `hash` descends from.
    pub fn merged_refs(self, hash: &str) -> Command {
        if self.version.has(Change::OptionsEnded) {
            return git(&["for-each-ref", "--format=%(refname)", &format!("--merged={hash}")]);
        }
        git(&["for-each-ref", "--format", "%(refname)", "refs/tags", "--merged", hash])
    }

    /// Says whether the commit `hash` descends from `tag`.
    pub fn is_ancestor(self, tag: &str, hash: &str) -> Command {
        git(&["merge-base", "--is-ancestor", "--", tag, hash])
    }

    /// Packs the commit `hash`, or its folder `dir` where that is not empty.
    pub fn archive(self, hash: &str, dir: &str) -> Command {
        let line_ends = ["-c", "core.autocrlf=input", "-c", "core.eol=lf"];
        let archive = ["archive", "--format=zip", "--prefix=prefix/"];
        let (dashes, dir) =
            if dir.is_empty() { (&[][..], &[][..]) } else { (&["--"][..], &[dir][..]) };
        let options = [&line_ends[..], &archive].concat();
        let command = if self.version.has(Change::OptionsEnded) {
            git(&[&options[..], &["--end-of-options", hash], dir].concat())
        } else {
            git(&[&options[..], &[hash], dashes, dir].concat())
        };
        Command { output: Output::Spooled, ..command }
    }

    /// `options`, the end of options where the release marks it, and `rest`.
    fn ended(self, options: &[&str], rest: &[&str]) -> Command {
        let end: &[&str] =
            if self.version.has(Change::OptionsEnded) { &["--end-of-options"] } else { &[] };
        git(&[options, end, rest].concat())
    }
}

fn git(words: &[&str]) -> Command {
    Command { git_dir: true, ..Command::new(Vcs::Git, words.iter().copied()) }
}

/// Whether the git that calls itself `said` knows object formats: 2.29 or newer.
///
/// The error is go's, without the words in front of it.
pub fn knows_formats(said: &[u8]) -> Result<bool, String> {
    let text = crate::go::std::strconv::text::lossy(said);
    let version = extracted(&text).ok_or_else(|| {
        let line = crate::go::std::strconv::text::quote(said);
        format!("git version extraction regexp did not match version line: {line}")
    })?;
    Ok(version >= (2, 29))
}

/// Major and minor number behind the first `git version` that two numbers follow.
fn extracted(text: &str) -> Option<(u64, u64)> {
    text.match_indices("git version").find_map(|(at, words)| {
        let rest = &text[at + words.len()..];
        let number = rest.trim_start_matches([' ', '\t', '\n', '\r', '\x0c']);
        let (major, minor) = number.split_once('.')?;
        let digits = minor.find(|c: char| !c.is_ascii_digit()).unwrap_or(minor.len());
        let spaced = number.len() < rest.len();
        spaced.then_some((major.parse().ok()?, minor[..digits].parse().ok()?))
    })
}

/// go's words for a page of the FAQ, added where git could not ask for a user name.
pub fn private_note(stderr: &str, version: Version) -> Option<String> {
    let site = if version.has(Change::GoDevLinks) { "go.dev" } else { "golang.org" };
    stderr.contains("fatal: could not read Username").then(|| {
        format!(
            "Confirm the import path was entered correctly.\nIf this is a private repository, \
             see https://{site}/doc/faq#git_https for additional information."
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(version: &str) -> Git {
        Git::new(version.parse().unwrap())
    }

    #[test]
    fn options_are_ended_since_1_26() {
        let log = "git -c log.showsignature=false log --no-decorate -n1 --format=format:%H %ct %D";
        assert_eq!(of("1.26").log("R").to_string(), format!("{log} --end-of-options R --"));
        assert_eq!(of("1.25").log("R").to_string(), format!("{log} R --"));
        assert_eq!(of("1.26").cat_file("H", "a/go.mod").argv[2], "--end-of-options");
        assert_eq!(of("1.25").archive("H", "sub").argv[8..], ["H", "--", "sub"]);
        assert_eq!(of("1.26").archive("H", "sub").argv[8..], ["--end-of-options", "H", "sub"]);
        assert_eq!(of("1.25").archive("H", "").argv[8..], ["H"]);
    }

    #[test]
    fn shallow_fetches_name_the_protocol_since_1_22() {
        assert_eq!(of("1.21").fetch_shallow("a:b").argv[1], "fetch");
        assert_eq!(of("1.22").fetch_shallow("a:b").argv[1..3], ["-c", "protocol.version=2"]);
    }

    #[test]
    fn gits_own_version() {
        assert_eq!(knows_formats(b"git version 2.47.3\n"), Ok(true));
        assert_eq!(knows_formats(b"git version 2.28.0 (Apple Git-130)"), Ok(false));
        assert_eq!(knows_formats(b"warning\ngit version\t2.29"), Ok(true));
        let text = "git version extraction regexp did not match version line: \"unknown\\n\"";
        assert_eq!(knows_formats(b"unknown\n"), Err(text.to_owned()));
    }
}
