//! What a configuration serves: hosts, repositories by their import path, and rules for the others.

mod forge;
mod package;

use std::{borrow::Cow, collections::BTreeMap, ops::Bound};

use crate::{
    check::inputs::{
        self,
        published::{self, Rule, Vanity},
    },
    go::xmod::module::{check_import, check_module},
};

pub use package::Package;

/// What a configuration serves.
#[derive(Clone, Debug)]
pub struct Site {
    /// The hosts, the file's own first.
    hosts: Vec<String>,
    /// By the import path of the root.
    packages: BTreeMap<String, Package>,
    /// Patterns of the first host.
    rules: Vec<Rule>,
    docs: Option<String>,
    max_age: u64,
}

/// What the command line says beside the file.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// The host, in place of the one that the file names.
    pub host: Option<String>,
    /// Where documentation is, with `{path}` in it; `none` for nowhere.
    pub docs: Option<String>,
}

/// A repository, and the directory in it that a path means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// The repository.
    pub package: Cow<'a, Package>,
    /// The rest of the path, without a slash in front.
    pub below: &'a str,
}

/// Why a configuration cannot be served: lines, 1 for the file as a whole, and what is wrong there.
pub type Unfit = Vec<(usize, String)>;

/// A rule as a server is told of it.
#[derive(Debug)]
pub struct Ruled<'a> {
    /// The pattern.
    pub pattern: &'a str,
    /// The repository, with the placeholders in it.
    pub package: Package,
    rule: &'a Rule,
}

impl Ruled<'_> {
    /// The regular expression of the path, without a slash in front; `element` writes that of a placeholder.
    pub fn expression(&self, element: impl Fn(&str) -> String) -> String {
        self.rule.pattern.written(super::export::escaped, element)
    }

    /// Whether the repository as it is written has `c` in it.
    pub fn repo_has(&self, c: char) -> bool {
        self.rule.repo_has(c)
    }
}

impl Site {
    /// What the file of the name `file` with `text` in it serves.
    pub fn read(file: &str, text: &str, choice: &Choice) -> Result<Self, Unfit> {
        Self::new(inputs::site(file, text), choice)
    }

    fn new(file: published::Site, choice: &Choice) -> Result<Self, Unfit> {
        let named = file.host.as_ref().map(|(_, host)| host.clone());
        let host = choice.host.clone().or(named).filter(|host| !host.is_empty());
        let Some(host) = host.map(|host| host.to_ascii_lowercase()) else {
            return Err(vec![(1, NO_HOST.to_owned())]);
        };
        let docs = choice.docs.clone().filter(|it| !it.is_empty()).unwrap_or(file.docs);
        let docs = if docs.is_empty() { default_docs(&file.rules) } else { docs };
        let docs = Some(docs).filter(|docs| docs != "none");
        let mut site = Self {
            hosts: Vec::new(),
            packages: BTreeMap::new(),
            rules: file.rules,
            docs,
            max_age: file.max_age.unwrap_or(DAY),
        };
        let mut unfit: Unfit = site.add_host(&host).err().map(|why| (1, why)).into_iter().collect();
        for entry in file.paths {
            let line = entry.line;
            unfit.extend(site.add(&host, entry).err().map(|why| (line, why)));
        }
        if unfit.is_empty() { Ok(site) } else { Err(unfit) }
    }

    fn add_host(&mut self, host: &str) -> Result<(), String> {
        if self.hosts.iter().any(|known| known == host) {
            return Ok(());
        }
        let whole = !host.contains('/');
        let checked = check_module(host.as_bytes()).map_err(|error| error.to_string());
        checked.and(if whole { Ok(()) } else { Err(format!("{host} is no host")) })?;
        self.hosts.push(host.to_owned());
        Ok(())
    }

    fn add(&mut self, host: &str, entry: Vanity) -> Result<(), String> {
        let own = entry.host.as_deref().unwrap_or(host).to_ascii_lowercase();
        self.add_host(&own)?;
        if entry.repo.is_empty() {
            return Err("the entry names no repository".to_owned());
        }
        let package = Package::new(&own, entry, self.docs.as_deref());
        check_import(package.root.as_bytes()).map_err(|error| error.to_string())?;
        self.packages.insert(package.root.clone(), package);
        Ok(())
    }

    /// The repository that `path`, an import path with its host, is in or would be in.
    pub fn find<'a>(&'a self, path: &'a str) -> Option<Found<'a>> {
        let ends = path.rmatch_indices('/').map(|(end, _)| end);
        for end in [path.len()].into_iter().chain(ends) {
            let (root, below) = path.split_at_checked(end)?;
            if let Some(package) = self.packages.get(root) {
                let below = below.trim_start_matches('/');
                return Some(Found { package: Cow::Borrowed(package), below });
            }
        }
        self.by_rule(path)
    }

    fn by_rule<'a>(&'a self, path: &'a str) -> Option<Found<'a>> {
        let (host, below) = path.split_once('/')?;
        if self.hosts.first().is_none_or(|own| own != host) {
            return None;
        }
        let entry = self.rules.iter().find_map(|rule| rule.of_path(below))?;
        let package = Package::new(host, entry, self.docs.as_deref());
        let below = path.strip_prefix(&package.root)?.trim_start_matches('/');
        Some(Found { package: Cow::Owned(package), below })
    }

    /// The hosts, the file's own first.
    pub fn hosts(&self) -> &[String] {
        &self.hosts
    }

    /// The file's own host.
    pub fn host(&self) -> &str {
        self.hosts.first().map_or("", String::as_str)
    }

    /// The repositories that the file names for `host`, by their import path.
    pub fn packages<'a>(&'a self, host: &'a str) -> impl Iterator<Item = &'a Package> {
        let from = self.packages.range::<str, _>((Bound::Included(host), Bound::Unbounded));
        let own = move |root: &str| {
            root.strip_prefix(host).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        from.take_while(move |(root, _)| root.starts_with(host))
            .filter(move |(root, _)| own(root))
            .map(|(_, package)| package)
    }

    /// How many repositories the file names.
    pub fn len(&self) -> usize {
        self.packages.len()
    }

    /// Whether the file names no repository, only rules.
    pub fn is_empty(&self) -> bool {
        self.packages.is_empty()
    }

    /// The patterns of the rules, each with its repository up to the first placeholder, in their order.
    pub fn rules(&self) -> impl Iterator<Item = (&str, &str)> {
        self.rules.iter().map(|rule| (rule.pattern.text(), rule.repo_start()))
    }

    /// Whether the repository lies in another one's path, or another one in its.
    pub fn is_nested(&self, package: &Package) -> bool {
        let root = package.root.as_str();
        let ends = root.rmatch_indices('/').map(|(end, _)| end);
        let outer =
            ends.filter_map(|end| root.get(..end)).any(|above| self.packages.contains_key(above));
        outer || self.packages(root).any(|it| it.root != root)
    }

    /// The rules of `host`, each with the repository that it leads to, in which `of` writes the placeholders.
    pub fn rules_as(&self, host: &str, of: impl Fn(&str) -> String) -> Vec<Ruled<'_>> {
        let own = self.rules.iter().filter(|_| self.host() == host);
        let ruled = own.map(|rule| Ruled {
            pattern: rule.pattern.text(),
            package: Package::new(host, rule.written(&of), None),
            rule,
        });
        ruled.collect()
    }

    /// The seconds that a page may be kept.
    pub fn max_age(&self) -> u64 {
        self.max_age
    }
}

/// Where nothing is said: the public site, but for rules, which are there for what is private.
fn default_docs(rules: &[Rule]) -> String {
    if rules.is_empty() { "https://pkg.go.dev/{path}".to_owned() } else { "none".to_owned() }
}

/// govanityurls keeps pages for so many seconds.
const DAY: u64 = 86_400;

const NO_HOST: &str = "the file names no host: write host: go.example.com, or give --host";

#[cfg(test)]
mod tests {
    use super::*;

    fn site(text: &str) -> Site {
        Site::read("vanity.yaml", text, &Choice::default()).unwrap()
    }

    fn import(site: &Site, path: &str) -> Option<(String, String)> {
        site.find(path).map(|found| (found.package.import(), found.below.to_owned()))
    }

    #[test]
    fn every_path_below_an_entry_is_in_its_repository() {
        let site = site(
            "host: a.test\npaths:\n  /x:\n    repo: https://github.com/o/x\n  /x/y:\n    repo: https://h.test/y\n    vcs: hg\n  /:\n    repo: https://h.test/root.git\n",
        );
        let found = |path| import(&site, path).unwrap();
        let x = "a.test/x git https://github.com/o/x".to_owned();
        assert_eq!(found("a.test/x/v2/sub"), (x.clone(), "v2/sub".into()));
        assert_eq!(found("a.test/x"), (x, String::new()));
        assert_eq!(found("a.test/x/y/z"), ("a.test/x/y hg https://h.test/y".into(), "z".into()));
        assert_eq!(found("a.test/xy").0, "a.test git https://h.test/root.git");
        assert_eq!(import(&site, "b.test/x"), None);
    }

    #[test]
    fn rules_and_projects_lead_to_a_forge() {
        let site = site(
            "host: go.test\nrules:\n  - path: /{group}/{project}\n    repo: ssh://git@h.test:2222/{group}/{project}.git\n\
             \x20 - path: /{all...}\n    repo: ssh://git@h.test:2222/{all}.git\n    projects:\n      - infra/net/tool\n",
        );
        let of = |path| import(&site, path).map(|(import, _)| import);
        let wanted = "go.test/g/p git ssh://git@h.test:2222/g/p.git";
        for path in ["go.test/g/p", "go.test/g/p/v2", "go.test/g/p/sub/mod"] {
            assert_eq!(of(path).as_deref(), Some(wanted));
        }
        let tool = "go.test/infra/net/tool git ssh://git@h.test:2222/infra/net/tool.git";
        assert_eq!(of("go.test/infra/net/tool/cmd").as_deref(), Some(tool));
        assert_eq!(of("go.test/g"), None);
    }

    #[test]
    fn what_cannot_be_served_has_its_line() {
        let unfit = |text| Site::read("vanity.yaml", text, &Choice::default()).unwrap_err();
        assert_eq!(unfit("/x:\n  repo: https://h.test/x.git\n"), [(1, NO_HOST.to_owned())]);
        let text = "host: a.test:8080\npaths:\n  /x:\n    repo: https://h.test/x.git\n";
        assert!(unfit(text)[0].1.contains("invalid char ':'"), "{:?}", unfit(text));
        let text = "host: a.test\npaths:\n  /a b:\n    repo: https://h.test/x.git\n";
        assert_eq!(unfit(text)[0].0, 3);
    }

    #[test]
    fn hosts_have_their_own_packages() {
        let site = site(
            "url: a.test\npackages:\n  x:\n    repo: h.test/x\n  y:\n    repo: h.test/y\n    url: a.testing\n",
        );
        let of = |host| site.packages(host).map(|it| it.root.as_str()).collect::<Vec<_>>();
        assert_eq!(
            (site.hosts(), of("a.test"), of("a.testing")),
            (
                &["a.test".to_owned(), "a.testing".to_owned()][..],
                vec!["a.test/x"],
                vec!["a.testing/y"]
            )
        );
    }
}
