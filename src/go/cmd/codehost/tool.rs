//! The commands that go gives to Mercurial, Subversion, Fossil and Bazaar, by release
//! (repositories.md §10).

use crate::go::{
    cmd::vcs::Vcs,
    version::{Change, Version},
};

use super::command::{Command, Place};

/// A version control tool other than git, for the repository at a URL.
#[derive(Clone, Copy, Debug)]
pub struct Tool<'a> {
    /// The tool.
    pub vcs: Vcs,
    /// The release of go.
    pub version: Version,
    /// The repository's URL.
    pub url: &'a str,
}

impl Tool<'_> {
    /// Sets the repository's folder up; `None` where there is none, as for Subversion.
    pub fn init(self) -> Option<Command> {
        let words: &[&str] = match self.vcs {
            Vcs::Hg if self.pulls() => &["init", "."],
            Vcs::Hg => &["clone", "-U", "--", self.url, "."],
            Vcs::Bzr => &["branch", "--use-existing-dir", "--", self.url, "."],
            Vcs::Fossil => &["clone", "--", self.url, ".fossil"],
            Vcs::Git | Vcs::Svn | Vcs::Mod => return None,
        };
        Some(self.command(words).over_network())
    }

    /// The settings of a folder that `init` leaves without a place to pull from: file and text.
    pub fn settings(self) -> Option<(&'static str, String)> {
        self.pulls().then(|| (".hg/hgrc", format!("[paths]\ndefault = {}\n", self.url)))
    }

    /// Whether a folder begins empty, and everything is brought before names are listed.
    pub fn pulls(self) -> bool {
        self.vcs == Vcs::Hg && self.version.has(Change::HgPulled)
    }

    /// Brings everything that is new.
    pub fn fetch(self) -> Option<Command> {
        let words: &[&str] = match self.vcs {
            Vcs::Hg => &["pull", "-f"],
            Vcs::Bzr => &["pull", "--overwrite-tags"],
            Vcs::Fossil => &["pull", "-R", ".fossil"],
            Vcs::Git | Vcs::Svn | Vcs::Mod => return None,
        };
        Some(self.command(words).over_network())
    }

    /// Lists the tags.
    pub fn tags(self) -> Command {
        match self.vcs {
            Vcs::Hg => self.command(&["tags", "-q"]),
            Vcs::Fossil => self.command(&["tag", "-R", ".fossil", "list"]),
            Vcs::Svn => {
                let base = self.url.strip_suffix("/trunk").unwrap_or(self.url);
                self.command(&["list", "--", &format!("{base}/tags")])
            }
            Vcs::Bzr | Vcs::Git | Vcs::Mod => self.command(&["tags"]),
        }
    }

    /// The tags in what [`Self::tags`] lists. go reads no tag of Fossil, and none of Subversion
    /// that could be a version: their names end in a slash.
    pub fn read_tags(self, listing: &str) -> Vec<String> {
        let lines = listing.lines().filter(|line| !line.is_empty());
        match self.vcs {
            Vcs::Fossil => Vec::new(),
            Vcs::Bzr => {
                lines.filter_map(|it| it.split_whitespace().next()).map(str::to_owned).collect()
            }
            Vcs::Git | Vcs::Hg | Vcs::Mod | Vcs::Svn => lines.map(str::to_owned).collect(),
        }
    }

    /// Lists the branches, where go asks for them.
    pub fn branches(self) -> Option<Command> {
        (self.vcs == Vcs::Hg).then(|| self.command(&["branches", "-c", "-q"]))
    }

    /// What go calls the newest revision.
    pub fn latest(self) -> &'static str {
        match self.vcs {
            Vcs::Hg => "tip",
            Vcs::Bzr => "revno:-1",
            Vcs::Fossil => "trunk",
            Vcs::Git | Vcs::Mod | Vcs::Svn => "latest",
        }
    }

    /// Whether `rev` moves, so that the folder does not know it without a fetch.
    pub fn moves(self, rev: &str) -> bool {
        match self.vcs {
            Vcs::Hg => rev == "tip",
            Vcs::Bzr => rev.starts_with("revno:-"),
            Vcs::Fossil | Vcs::Git | Vcs::Mod | Vcs::Svn => false,
        }
    }

    /// Shows the revision `rev`.
    pub fn stat(self, rev: &str) -> Command {
        let ends = self.version.has(Change::OptionsEnded);
        match self.vcs {
            Vcs::Hg => self.of_revision(&["log", "-l1"], rev, &["--template", HG_TEMPLATE]),
            Vcs::Fossil if ends => self.command(&["info", "-R", ".fossil", "--", rev]),
            Vcs::Fossil => self.command(&["info", "-R", ".fossil", rev]),
            Vcs::Svn => {
                let at = if rev == self.latest() { String::new() } else { format!("@{rev}") };
                self.command(&["log", "-l1", "--xml", "--", &format!("{}{at}", self.url)])
            }
            Vcs::Bzr | Vcs::Git | Vcs::Mod => {
                self.of_revision(&["log", "-l1", "--long", "--show-ids"], rev, &[])
            }
        }
    }

    /// Shows `file` of the revision `rev`.
    pub fn cat(self, rev: &str, file: &str) -> Command {
        let end: &[&str] = if self.version.has(Change::OptionsEnded) { &["--"] } else { &[] };
        let file = [end, &[file]].concat();
        match self.vcs {
            Vcs::Fossil => self.of_revision(&["cat", "-R", ".fossil"], rev, &file),
            Vcs::Svn => self.command(&[
                "cat",
                "--",
                &format!("{}/{}@{rev}", self.url, file[file.len() - 1]),
            ]),
            Vcs::Bzr | Vcs::Git | Vcs::Hg | Vcs::Mod => self.of_revision(&["cat"], rev, &file),
        }
    }

    /// Packs the revision `rev`, or its folder `dir`, into the file `target`; `None` where go does
    /// that by itself. `folder` is the repository's folder as go names it.
    pub fn archive(self, rev: &str, dir: &str, target: &str, folder: &str) -> Option<Command> {
        match self.vcs {
            Vcs::Hg => {
                let include = (!dir.is_empty()).then(|| format!("--include={dir}/**"));
                let rest = ["--prefix=prefix/"].into_iter().chain(include.as_deref());
                let rest: Vec<&str> = rest.chain(["--", target]).collect();
                Some(self.of_revision(&["archive", "-t", "zip", "--no-decode"], rev, &rest))
            }
            Vcs::Fossil => {
                let (repository, include) =
                    (format!("{folder}/.fossil"), format!("--include={dir}"));
                let include = (!dir.is_empty()).then_some(include.as_str());
                let words = ["zip", "-R", &repository, "--name", "prefix"];
                let words = words.into_iter().chain(include).chain(["--", rev, target]);
                Some(Command { place: Place::Temporary, ..Command::new(self.vcs, words) })
            }
            Vcs::Bzr | Vcs::Git | Vcs::Mod | Vcs::Svn => None,
        }
    }

    /// Lists the files of the revision `rev` of Subversion, or of its folder `dir`, and writes them into `folder`.
    pub fn export(self, rev: &str, dir: &str, folder: &str) -> [Command; 2] {
        let url = if dir.is_empty() { self.url.to_owned() } else { format!("{}/{dir}", self.url) };
        let list = ["list", "--non-interactive", "--xml", "--incremental", "--recursive"];
        let export = [
            "export",
            "--non-interactive",
            "--quiet",
            "--native-eol",
            "LF",
            "--ignore-externals",
            "--ignore-keywords",
        ];
        let of = ["--revision", rev, "--", &url];
        let (list, export) = ([&list[..], &of].concat(), [&export[..], &of, &[folder]].concat());
        [list, export].map(|words| self.command(&words).over_network())
    }

    /// Shows the tags before the revision `rev`, where go asks for them.
    pub fn merged_tags(self, rev: &str) -> Option<Command> {
        let revisions = format!("--rev=ancestors({rev}) and tag()");
        self.pulls().then(|| self.command(&["log", &revisions, "--template", "{tags}\\n"]))
    }

    /// Shows `tag` where it is before the revision `rev`.
    pub fn is_ancestor(self, tag: &str, rev: &str) -> Option<Command> {
        self.pulls().then(|| self.command(&["log", &format!("--rev=ancestors({rev}) and {tag}")]))
    }

    /// Sums the repository up, by a program in `goroot`.
    pub fn repo_sum(self, goroot: &str) -> Option<Command> {
        let program = format!("--config=extensions.goreposum={goroot}/lib/hg/goreposum.py");
        self.pulls().then(|| self.command(&[&program, "goreposum", "--", "."]))
    }

    fn command(self, words: &[&str]) -> Command {
        Command::new(self.vcs, words.iter().copied())
    }

    /// A command about the revision `rev`.
    fn of_revision(self, words: &[&str], rev: &str, rest: &[&str]) -> Command {
        let joined = match self.vcs {
            Vcs::Fossil => format!("-r={rev}"),
            _ => format!("--rev={rev}"),
        };
        let joined = [joined.as_str()];
        let parted = ["-r", rev];
        let rev: &[&str] = if self.version.has(Change::OptionsEnded) { &joined } else { &parted };
        self.command(&[words, rev, rest].concat())
    }
}

const HG_TEMPLATE: &str = "{node} {date|hgdate} {tags}";

#[cfg(test)]
mod tests {
    use super::*;

    fn tool(vcs: Vcs, version: &str) -> Tool<'static> {
        Tool { vcs, version: version.parse().unwrap(), url: "svn://h/m/trunk" }
    }

    #[test]
    fn mercurial_is_pulled_into_since_1_26() {
        let (new, old) = (tool(Vcs::Hg, "1.26"), tool(Vcs::Hg, "1.25"));
        assert_eq!(new.init().unwrap().to_string(), "hg init .");
        assert_eq!(old.init().unwrap().to_string(), "hg clone -U -- svn://h/m/trunk .");
        assert_eq!(new.cat("v1", "go.mod").to_string(), "hg cat --rev=v1 -- go.mod");
        assert_eq!(old.cat("v1", "go.mod").to_string(), "hg cat -r v1 go.mod");
        assert!(new.settings().is_some() && old.merged_tags("x").is_none());
    }

    #[test]
    fn subversion_and_fossil() {
        let svn = tool(Vcs::Svn, "1.27");
        assert_eq!(svn.tags().to_string(), "svn list -- svn://h/m/tags");
        assert_eq!(svn.stat("latest").to_string(), "svn log -l1 --xml -- svn://h/m/trunk");
        assert_eq!(svn.cat("2", "go.mod").to_string(), "svn cat -- svn://h/m/trunk/go.mod@2");
        let fossil = tool(Vcs::Fossil, "1.27");
        assert_eq!(fossil.cat("f4", "go.mod").to_string(), "fossil cat -R .fossil -r=f4 -- go.mod");
        let zip = fossil.archive("f4", "", "t.zip", "/c").unwrap().to_string();
        assert_eq!(zip, "fossil zip -R /c/.fossil --name prefix -- f4 t.zip");
        assert!(fossil.read_tags("v1.0.0\n").is_empty());
    }
}
