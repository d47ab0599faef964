//! What a vanity server publishes: a host, paths with repositories, and rules for further paths.

use super::{
    Entry, Fault, Source,
    pattern::{Pattern, Template, Values},
};

/// The configuration of a vanity server.
#[derive(Clone, Debug, Default)]
pub(crate) struct Site {
    /// The host that the file names, with the line.
    pub host: Option<(usize, String)>,
    pub paths: Vec<Vanity>,
    /// Paths by pattern.
    pub rules: Vec<Rule>,
    /// Paths of those rules that are to be checked.
    pub examples: Vec<Vanity>,
    /// The seconds that pages may be kept, where the file says so.
    pub max_age: Option<u64>,
    /// Where the documentation of a package is, with `{path}` for its import path; `none` for nowhere; empty where the file does not say.
    pub docs: String,
    /// What else is wrong with the file.
    pub bad: Vec<Entry>,
    /// Whether the file as a whole is of no known form.
    pub is_unreadable: bool,
}

/// One path.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vanity {
    pub line: usize,
    /// The host of this path alone, where the file gives it one.
    pub host: Option<String>,
    /// Below the host, as it is written.
    pub path: String,
    /// Empty where the file does not say.
    pub vcs: String,
    /// The line of `vcs`; 0 where the file does not say.
    pub vcs_line: usize,
    pub repo: String,
    /// The line of `repo`; 0 where there is none.
    pub repo_line: usize,
    pub subdir: String,
    /// The pages below it that are to exist; `None` where all are.
    pub subs: Option<Vec<String>>,
    /// The repository's page for people; empty where the file does not say.
    pub source: String,
    /// What a go-source tag says behind the prefix: the home, a directory, a line of a file.
    pub display: Option<[String; 3]>,
    /// The branch that links to the source lead to; empty where the file does not say.
    pub branch: String,
    /// The documentation's URL; empty where it is where the site has it.
    pub docs: String,
    /// A line about it for people.
    pub about: String,
    /// Whether the index leaves it out.
    pub hidden: bool,
    pub faults: Vec<Fault>,
}

/// A rule that holds for every path of a pattern.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub line: usize,
    pub pattern: Pattern,
    pub vcs: String,
    pub repo: Template,
    pub subdir: Template,
    pub source: Template,
    pub about: String,
}

impl Rule {
    /// The entry for the project whose path `path` is or lies below, without a slash in front.
    pub(crate) fn of_path(&self, path: &str) -> Option<Vanity> {
        let (root, values) = self.pattern.begins(path)?;
        Some(self.entry(root, &values))
    }

    /// Whether the repository as it is written has `c` in it.
    pub(crate) fn repo_has(&self, c: char) -> bool {
        self.repo.fill(&Values::default()).contains(c)
    }

    /// The entry with the placeholders as `of` writes them.
    pub(crate) fn written(&self, of: &impl Fn(&str) -> String) -> Vanity {
        let values = self.pattern.values(of);
        let root = self.pattern.written(ToOwned::to_owned, of);
        self.entry(&root, &values)
    }

    /// The repository as it is written, up to its first placeholder.
    pub(crate) fn repo_start(&self) -> &str {
        self.repo.start()
    }

    pub(super) fn entry(&self, root: &str, values: &Values) -> Vanity {
        Vanity {
            line: self.line,
            path: format!("/{root}"),
            vcs: self.vcs.clone(),
            repo: self.repo.fill(values),
            subdir: self.subdir.fill(values),
            source: self.source.fill(values),
            about: self.about.clone(),
            ..Vanity::default()
        }
    }
}

impl Site {
    /// A file that cannot be read at `line`.
    pub(super) fn unreadable(file: &str, line: usize, says: impl Into<String>) -> Self {
        let bad = vec![Entry::malformed(Source::new(file, line), file, says)];
        Self { bad, is_unreadable: true, ..Self::default() }
    }
}
