//! Paths that name their repository by a suffix, `git.corp/team/x.git/pkg`, and how go finds out
//! which scheme the repository answers to (discovery.md §6).

use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use super::vcs::Vcs;
use crate::go::{
    version::{Change, Version},
    xmod::module::is_below,
};

/// The repository that `path` names by a VCS suffix, if it does.
///
/// go's expression lacks an anchor at its start: the match may begin inside the path, and then
/// [`covers`] fails. Where several elements have a suffix, the last decides.
pub fn match_suffix(path: &str, version: Version) -> Option<SuffixMatch> {
    if !SUFFIXES.iter().any(|suffix| path.contains(suffix)) {
        return None;
    }
    let anchored = !version.has(Change::SuffixUnanchored);
    let expression = if version.has(Change::Bzr) { &*WITH_BZR } else { &*WITHOUT_BZR };
    let found = expression.captures(path)?;
    if anchored && found.get(0)?.start() > 0 {
        return None;
    }
    let group = |name| found.name(name).map(|group| group.as_str());
    Some(SuffixMatch {
        root: group("root")?.to_owned(),
        repo: group("repo")?.to_owned(),
        vcs: Vcs::by_name(group("vcs")?, version)?,
    })
}

/// What a path with a VCS suffix says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuffixMatch {
    /// The module path of the repository's root, with the suffix.
    pub root: String,
    /// The repository, without a scheme and without the suffix.
    pub repo: String,
    /// Which suffix it was.
    pub vcs: Vcs,
}

/// Whether `path` is `root` or below it, as the repository found for it must be.
pub fn covers(root: &str, path: &str) -> Result<(), Mismatch> {
    let mismatch = || Mismatch { root: root.to_owned(), path: path.to_owned() };
    // go takes a root with a slash at its end as it is.
    let covered = is_below(path, root) || root.ends_with('/') && path.starts_with(root);
    covered.then_some(()).ok_or_else(mismatch)
}

/// The repository found is not one for the path. The text is go's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("mismatched repo: found {root} for {path}")]
pub struct Mismatch {
    /// The root that was found.
    pub root: String,
    /// The path that was asked for.
    pub path: String,
}

/// One scheme of a version control system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Scheme {
    /// `https`, say.
    pub name: &'static str,
    /// Whether go trusts it to show who answers.
    pub secure: bool,
}

/// The schemes that go tries, in its order; with `secure` only those that are.
///
/// `git_allow_protocol` is the variable `GIT_ALLOW_PROTOCOL`: not empty, it alone says what is
/// secure for git. None left is [`NoScheme`].
pub fn schemes(vcs: Vcs, secure: bool, git_allow_protocol: Option<&str>) -> Vec<Scheme> {
    let allowed = git_allow_protocol.filter(|list| vcs == Vcs::Git && !list.is_empty());
    let is_secure = |name| match allowed {
        Some(list) => list.split(':').any(|scheme| scheme == name),
        None => SECURE.contains(&name),
    };
    let all = scheme_names(vcs).iter().map(|&name| Scheme { name, secure: is_secure(name) });
    all.filter(|scheme| scheme.secure || !secure).collect()
}

/// Whether GOPATH mode downloads from a repository with this scheme.
pub fn is_secure(vcs: &str, scheme: &str, git_allow_protocol: Option<&str>) -> bool {
    match git_allow_protocol.filter(|list| vcs == "git" && !list.is_empty()) {
        Some(list) => list.split(':').any(|allowed| allowed == scheme),
        None => SECURE.contains(&scheme),
    }
}

/// The command that asks whether a repository is there, program first.
///
/// It runs in the module cache, with [`ping_env`]; status 0 is a yes. None for a system that
/// go does not ask: it takes the first scheme.
pub fn ping_args(vcs: Vcs, scheme: &str, repo: &str, version: Version) -> Option<Vec<String>> {
    let word = match vcs {
        Vcs::Git => "ls-remote",
        Vcs::Hg => "identify",
        Vcs::Bzr | Vcs::Svn => "info",
        Vcs::Fossil | Vcs::Mod => return None,
    };
    let dashes = (vcs != Vcs::Git && version.has(Change::DashesBeforeRepo)).then_some("--");
    let mut args = vec![vcs.name().to_owned(), word.to_owned()];
    args.extend(dashes.map(str::to_owned));
    args.push(format!("{scheme}://{repo}"));
    Some(args)
}

/// The variable that go adds to the environment of the command, if any.
pub fn ping_env(vcs: Vcs, version: Version) -> Option<(&'static str, &'static str)> {
    let value = if version.has(Change::HgStrictFlags) { "+strictflags" } else { "1" };
    (vcs == Vcs::Hg && version.has(Change::HgPlain)).then_some(("HGPLAIN", value))
}

/// The repository that a release takes where no scheme answered: the first scheme of the whole
/// list, secure or not. None where that is an error.
pub fn fallback(found: &SuffixMatch, version: Version) -> Option<String> {
    let scheme = scheme_names(found.vcs).first().filter(|_| !version.has(Change::NoSchemeFails))?;
    let modules = version.has(Change::Modules);
    Some(if modules { format!("{scheme}://{}", found.repo) } else { found.repo.clone() })
}

/// No scheme may be tried, or none answered. The text is go's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoScheme {
    /// Only secure schemes were tried.
    #[error("no secure protocol found for repository")]
    Secure,
    /// All were: the path is in GOINSECURE.
    #[error("no protocol found for repository")]
    Any,
}

const SECURE: &[&str] = &["https", "git+ssh", "svn+ssh", "ssh", "bzr+ssh"];

fn scheme_names(vcs: Vcs) -> &'static [&'static str] {
    match vcs {
        Vcs::Git => &["git", "https", "http", "git+ssh", "ssh"],
        Vcs::Hg => &["https", "http", "ssh"],
        Vcs::Svn => &["https", "http", "svn", "svn+ssh"],
        Vcs::Fossil => &["https", "http"],
        Vcs::Bzr => &["https", "http", "bzr", "bzr+ssh"],
        Vcs::Mod => &[],
    }
}

/// Without one of these an expression need not be tried, nor built.
const SUFFIXES: &[&str] = &[".bzr", ".fossil", ".git", ".hg", ".svn"];

static WITHOUT_BZR: LazyLock<Regex> = LazyLock::new(|| expression("fossil|git|hg|svn"));
static WITH_BZR: LazyLock<Regex> = LazyLock::new(|| expression("bzr|fossil|git|hg|svn"));

#[expect(clippy::expect_used, reason = "both expressions are constants, and tests compile them")]
fn expression(vcs: &str) -> Regex {
    let host = r"([a-z0-9.\-]+\.)+[a-z0-9.\-]+(:[0-9]+)?";
    let element = r"(/~?[0-9A-Za-z_.\-]+)";
    Regex::new(&format!(r"(?P<root>(?P<repo>{host}{element}+?)\.(?P<vcs>{vcs})){element}*$"))
        .expect("the expression is constant")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str) -> Option<(String, String)> {
        match_suffix(path, Version::NEWEST).map(|m| (m.root, m.repo))
    }

    #[test]
    fn the_last_suffix_decides() {
        assert_eq!(
            found("a.b/c.git/d.hg/e"),
            Some(("a.b/c.git/d.hg".into(), "a.b/c.git/d".into()))
        );
        assert_eq!(found("a.b/x.git.git"), Some(("a.b/x.git.git".into(), "a.b/x.git".into())));
        assert_eq!(found("a.b/.git"), None);
        assert_eq!(found("a.b/c.bzr"), None);
        assert!(match_suffix("a.b/c.bzr", "1.26".parse().unwrap()).is_some());
    }

    #[test]
    fn a_match_may_begin_inside() {
        let path = "vanity.test/a~b/git.test/git/suffix.git";
        let (root, repo) = found(path).unwrap();
        assert_eq!(repo, "git.test/git/suffix");
        let text = format!("mismatched repo: found git.test/git/suffix.git for {path}");
        assert_eq!(covers(&root, path).unwrap_err().to_string(), text);
        assert_eq!(covers("a.b/c.git", "a.b/c.git/d"), Ok(()));
        assert_eq!(covers("a.b/", "a.b/c"), Ok(()));
    }

    #[test]
    fn schemes_in_order() {
        let names = |vcs, secure, allow| -> Vec<&str> {
            schemes(vcs, secure, allow).iter().map(|s| s.name).collect()
        };
        assert_eq!(names(Vcs::Git, true, None), ["https", "git+ssh", "ssh"]);
        assert_eq!(names(Vcs::Git, true, Some("")), ["https", "git+ssh", "ssh"]);
        assert_eq!(names(Vcs::Git, true, Some("http:x")), ["http"]);
        assert_eq!(names(Vcs::Git, false, Some("x")), ["git", "https", "http", "git+ssh", "ssh"]);
        assert_eq!(names(Vcs::Svn, true, Some("http")), ["https", "svn+ssh"]);
    }
}
