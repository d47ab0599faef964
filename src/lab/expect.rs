//! What must come out of a scenario, and whether it did.

use std::fmt;

use serde::Deserialize;

/// What must come out of a run.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// Whether go finds the repository root.
    pub ok: bool,
    /// go's text; `…` is what differs from run to run, on one line.
    #[serde(default)]
    pub error: Option<String>,
    /// The repository root.
    #[serde(default)]
    pub root: Option<Root>,
    /// What the command writes to standard error, whole, but for lines of progress; `…` as in `error`.
    #[serde(default)]
    pub stderr: Option<String>,
    /// The version that the query comes to.
    #[serde(default)]
    pub version: Option<String>,
    /// The `h1:` of its zip, where the command shows or records it.
    #[serde(default)]
    pub sum: Option<String>,
    /// The `h1:` of its go.mod, where the command shows or records it.
    #[serde(default)]
    pub go_mod_sum: Option<String>,
    /// The names of the findings, in the order in which they are shown.
    #[serde(default)]
    pub findings: Vec<String>,
    /// The names of what `env` and `netrc` find; nobody looks where it is absent.
    #[serde(default)]
    pub settings: Option<Vec<String>>,
    /// How the real go is asked.
    #[serde(default)]
    pub go: Judge,
}

/// A repository root.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Root {
    /// The import path of the root.
    pub path: String,
    /// Its version control system.
    pub vcs: String,
    /// The URL of the repository.
    pub repo: String,
    /// The module's directory in it.
    #[serde(default)]
    pub subdir: String,
    /// What named it: `static`, `suffix` or `meta`.
    pub by: String,
}

/// How an expectation is held to the real go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Judge {
    /// The go command runs, and its text or its success is compared.
    #[default]
    Command,
    /// go's resolver alone is asked: what comes after the repository root differs.
    Resolver,
    /// The real go cannot be asked, for this reason.
    Cannot(String),
}

/// What came out of a run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Outcome<'a> {
    /// Whether go comes to the repository root; `None` where that is not known.
    pub ok: Option<bool>,
    /// The repository root; `None` also where nobody looked.
    pub root: Option<&'a Root>,
    /// go's text, where it fails.
    pub error: Option<&'a str>,
    /// Standard error without lines of progress; `None` where nobody looked, as with the following.
    pub stderr: Option<&'a str>,
    /// The version that the query comes to; empty where it comes to none.
    pub version: Option<&'a str>,
    /// The `h1:` of its zip; empty where there is none.
    pub sum: Option<&'a str>,
    /// The `h1:` of its go.mod; empty where there is none.
    pub go_mod_sum: Option<&'a str>,
    /// The names of the findings; `None` where nobody looked.
    pub findings: Option<&'a [&'a str]>,
    /// The names of what is wrong with the settings; `None` where nobody looked.
    pub settings: Option<&'a [&'a str]>,
}

impl Expect {
    /// Whether the finding `name` is expected, of the lookup or of the settings.
    pub fn names(&self, name: &str) -> bool {
        self.findings.iter().chain(self.settings.iter().flatten()).any(|found| found == name)
    }

    /// What came out otherwise than expected, each in a line or more; nothing where all is well.
    pub fn differences(&self, outcome: Outcome<'_>) -> Vec<String> {
        let said = outcome.error.unwrap_or("nothing");
        let mut differences = Vec::new();
        if outcome.ok != Some(self.ok) {
            let (came, wanted) = (verdict(outcome.ok), verdict(Some(self.ok)));
            differences.push(format!("go would {came}, not {wanted}; it says {said}"));
        }
        if let Some(wanted) = self.error.as_deref().filter(|wanted| !matches(wanted, said)) {
            differences.push(format!("another error\n  expected: {wanted}\n  came out: {said}"));
        }
        match (&self.root, outcome.root) {
            (Some(wanted), Some(found)) if !wanted.is(found) => {
                differences
                    .push(format!("another root\n  expected: {wanted}\n  came out: {found}"));
            }
            _ => {}
        }
        differences.extend(self.texts(outcome));
        let found = outcome.findings.and_then(|found| others("", &self.findings, found));
        let settings = self.settings.as_ref().zip(outcome.settings);
        let settings =
            settings.and_then(|(wanted, found)| others(" of the settings", wanted, found));
        differences.extend(found.into_iter().chain(settings));
        differences
    }
}

impl Expect {
    /// Texts that came out otherwise, of those that are stated and that somebody looked at.
    fn texts(&self, outcome: Outcome<'_>) -> impl Iterator<Item = String> {
        let stated = [
            ("standard error", &self.stderr, outcome.stderr),
            ("version", &self.version, outcome.version),
            ("sum", &self.sum, outcome.sum),
            ("sum of go.mod", &self.go_mod_sum, outcome.go_mod_sum),
        ];
        stated.into_iter().filter_map(|(what, wanted, found)| {
            let (wanted, found) = (wanted.as_deref()?, found?);
            let differs = !matches(wanted, found);
            differs.then(|| format!("another {what}\n  expected: {wanted}\n  came out: {found}"))
        })
    }
}

fn others(whose: &str, wanted: &[String], found: &[&str]) -> Option<String> {
    let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
    (found != wanted).then(|| {
        let (wanted, found) = (list(&wanted), list(found));
        format!("other findings{whose}\n  expected: {wanted}\n  came out: {found}")
    })
}

fn list(names: &[&str]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

fn verdict(ok: Option<bool>) -> &'static str {
    match ok {
        None => "do what is not known",
        Some(false) => "fail",
        Some(true) => "succeed",
    }
}

impl Root {
    /// Whether two roots are the same, as far as both say what named them.
    fn is(&self, other: &Self) -> bool {
        let silent = self.by.is_empty() || other.by.is_empty();
        let same = |root: &Self| Self { by: String::new(), ..root.clone() };
        if silent { same(self) == same(other) } else { self == other }
    }
}

impl fmt::Display for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.path, self.vcs, self.repo)?;
        match self.subdir.as_str() {
            "" => Ok(()),
            subdir => write!(f, " {subdir}"),
        }
    }
}

/// Whether `text` is what `pattern` says, in which `…` is any text on one line.
pub fn matches(pattern: &str, text: &str) -> bool {
    // ssh ends its lines as on Windows.
    let text = text.replace("\r\n", "\n");
    let text = text.as_str();
    let mut parts = pattern.split('…');
    let Some(mut rest) = text.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        let at = if parts.peek().is_none() { rest.rfind(part) } else { rest.find(part) };
        let Some((skipped, found)) = at.and_then(|at| rest.split_at_checked(at)) else {
            return false;
        };
        if skipped.contains('\n') {
            return false;
        }
        rest = found.strip_prefix(part).unwrap_or_default();
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ellipsis_stands_for_text_on_one_line() {
        assert!(matches("time … is after …", "time 1 is after 2"));
        assert!(matches("a…c\n\tx", "abc\n\tx"));
        assert!(!matches("a…c", "a\nc"));
        assert!(!matches("abc", "abcd"));
        assert!(matches("abc", "abc"));
        assert!(!matches("…b", "abc"));
    }

    fn differences(expect: &str, outcome: Outcome<'_>) -> Vec<String> {
        toml::from_str::<Expect>(expect).unwrap().differences(outcome)
    }

    #[test]
    fn what_differs_is_named() {
        let failed = Outcome { ok: Some(false), error: Some("a"), ..Outcome::default() };
        assert_eq!(differences("ok = true", failed), ["go would fail, not succeed; it says a"]);
        assert_eq!(differences("ok = false\nerror = 'a'", failed), Vec::<String>::new());
        assert_eq!(
            differences("ok = false\nerror = 'b'", failed),
            ["another error\n  expected: b\n  came out: a"]
        );
        assert_eq!(differences("ok = false", Outcome::default()).len(), 1);
        let found = Outcome { findings: Some(&["y"]), ..failed };
        assert_eq!(
            differences("ok = false\nfindings = ['x']", found),
            ["other findings\n  expected: x\n  came out: y"]
        );
        assert!(differences("ok = false\nfindings = ['x']", failed).is_empty());
    }

    #[test]
    fn what_is_stated_of_a_module_is_compared_where_somebody_looked() {
        let outcome = Outcome {
            ok: Some(true),
            version: Some("v1.0.0"),
            sum: Some("h1:x"),
            stderr: Some("go: warning: a\n"),
            ..Outcome::default()
        };
        let same = "ok = true\nversion = 'v1.0.0'\nsum = 'h1:…'\nstderr = \"go: …: a\\n\"\ngo_mod_sum = 'h1:y'";
        assert!(differences(same, outcome).is_empty());
        let others = "ok = true\nversion = 'v1.0.1'\nstderr = ''\nsum = ''";
        assert_eq!(
            differences(others, outcome),
            [
                "another standard error\n  expected: \n  came out: go: warning: a\n",
                "another version\n  expected: v1.0.1\n  came out: v1.0.0",
                "another sum\n  expected: \n  came out: h1:x",
            ]
        );
    }

    #[test]
    fn roots_are_compared_as_far_as_known() {
        let expect = "ok = true\nroot = { path = 'a', vcs = 'git', repo = 'r', by = 'meta' }";
        let root =
            Root { path: "a".into(), vcs: "git".into(), repo: "r".into(), ..Root::default() };
        let judge = |root: &Root| {
            differences(expect, Outcome { ok: Some(true), root: Some(root), ..Outcome::default() })
        };
        assert!(judge(&root).is_empty());
        assert!(judge(&Root { by: "meta".into(), ..root.clone() }).is_empty());
        assert_eq!(judge(&Root { by: "static".into(), ..root.clone() }).len(), 1);
        assert_eq!(judge(&Root { repo: "s".into(), ..root }).len(), 1);
    }
}
