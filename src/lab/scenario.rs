//! The scenario file: what the servers answer, what is asked, and what must come out.

use std::{collections::BTreeMap, fmt};

use serde::Deserialize;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::{
    expect::Expect,
    goproxy::ModuleVersion,
    hosts::Host,
    names::{Key, Name},
    ssh::{self, KeyFile, Ssh},
    stated::ByRelease,
    sumdb::Sumdb,
};
use crate::go::version::Version;

/// One failure, or one success, that the lab can play.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// What it shows, in one sentence.
    pub about: String,
    /// More about it, for the page of a finding.
    #[serde(default)]
    pub story: String,
    /// The path asked for.
    pub path: String,
    /// What is asked for behind the `@`: a version, a branch, `latest`. Absent: what the command takes by itself.
    #[serde(default)]
    pub query: Option<String>,
    /// Judged as `go list -m PATH@latest` judges; false: as `go get PATH` does.
    #[serde(default = "yes")]
    pub module: bool,
    /// Judged as `go mod download PATH@VERSION` judges.
    #[serde(default)]
    pub download: bool,
    /// How far the run goes.
    #[serde(default)]
    pub until: Until,
    /// Further arguments for our own command.
    #[serde(default)]
    pub args: Vec<String>,
    /// Environment variables, in addition to the lab's own. A leading `~/` is the lab's home.
    #[serde(default)]
    pub env: BTreeMap<String, String>,
    /// The time of our clock, RFC 3339. The real clock where it is absent.
    #[serde(default, deserialize_with = "clock")]
    pub clock: Option<OffsetDateTime>,
    /// The certificate authorities, by name. `lab` is always there.
    #[serde(default)]
    pub ca: BTreeMap<String, Authority>,
    /// The authorities in the system's bundle. An empty list is a system without a bundle.
    #[serde(default = "lab_only")]
    pub trust: Vec<Name>,
    /// Files that the run finds, by absolute path. A leading `~/` is the lab's home.
    #[serde(default)]
    pub files: BTreeMap<Name, File>,
    /// The go.mod of the module in which the command runs; one that requires nothing where absent.
    #[serde(default)]
    pub go_mod: Option<String>,
    /// The go.sum next to it.
    #[serde(default)]
    pub go_sum: Option<String>,
    /// The hosts that exist.
    #[serde(default)]
    pub host: Vec<Host>,
    /// The repositories that a route can serve.
    #[serde(default)]
    pub repo: Vec<Repo>,
    /// The versions of modules that a route can serve.
    #[serde(default)]
    pub version: Vec<ModuleVersion>,
    /// The checksum databases that a route can serve.
    #[serde(default)]
    pub sumdb: Vec<Sumdb>,
    /// What must come out, by the rules of the newest release or of that in `args`.
    pub expect: Expect,
    /// What comes out by the rules of other releases.
    #[serde(default)]
    pub release: Vec<ByRelease>,
    /// What helps, and what comes out then.
    #[serde(default)]
    pub cure: Vec<Cure>,
}

/// The last stage of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Until {
    /// The repository root.
    #[default]
    Root,
    /// The version that a query comes to.
    Version,
    /// The go.mod of that version.
    Module,
    /// The zip, and the package in it.
    Package,
}

/// A certificate authority.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Authority {
    /// Its common name; `NAME CA` where absent.
    pub name: Option<String>,
    /// The authority that signed it; itself where absent.
    pub issuer: Option<Name>,
    /// From when to when it is valid, in days from now.
    pub days: [i64; 2],
    /// Its key.
    pub key: Key,
    /// The authority whose key it has, of the same kind; one of its own where absent.
    pub key_of: Option<Name>,
}

impl Default for Authority {
    fn default() -> Self {
        Self { name: None, issuer: None, days: [-365, 3650], key: Key::Ecdsa, key_of: None }
    }
}

/// A file that the run finds.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum File {
    /// A file with this text.
    Text(String),
    /// The certificates of these authorities (or of these hosts), PEM.
    Certs(Vec<Name>),
    /// Certificates in PEM behind a byte order mark.
    MarkedCerts(Vec<Name>),
    /// Certificates as `TRUSTED CERTIFICATE`s, OpenSSL's own kind.
    TrustedCerts(Vec<Name>),
    /// A program; those in `~/bin` come first.
    Program(String),
    /// A private key of ssh.
    SshKey(KeyFile),
    /// A file that may not be read.
    Unreadable,
    /// The signed head of this checksum database, as go keeps it.
    Head(Name),
    /// A directory that is this repository, bare; other commands alone find it.
    Repo(Name),
}

/// A git repository with one commit.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repo {
    /// Its name, which `git` of a route refers to.
    pub name: Name,
    /// The text of its files, by path.
    pub files: BTreeMap<String, String>,
    /// Symbolic links, by path: what they name.
    #[serde(default)]
    pub links: BTreeMap<String, String>,
    /// The tags on its commit.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The branch that HEAD names, where it is not that of the commit.
    #[serde(default)]
    pub head: Option<Name>,
    /// Whether nothing was ever pushed.
    #[serde(default)]
    pub empty: bool,
    /// By which hash its objects are named.
    #[serde(default)]
    pub hash: ObjectHash,
}

/// A hash that names git's objects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ObjectHash {
    /// SHA-1.
    #[default]
    Sha1,
    /// SHA-256.
    Sha256,
}

/// A change after which something else comes out.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cure {
    /// What is changed, in one sentence.
    pub about: String,
    /// What stands behind the `@` instead.
    #[serde(default)]
    pub query: Option<String>,
    /// Variables that are set in addition.
    #[serde(default)]
    pub env: BTreeMap<String, String>,
    /// Files that are laid in addition.
    #[serde(default)]
    pub files: BTreeMap<Name, File>,
    /// What the bundle holds instead.
    #[serde(default)]
    pub trust: Option<Vec<Name>>,
    /// The go.sum instead.
    #[serde(default)]
    pub go_sum: Option<String>,
    /// Hosts that answer otherwise, by name.
    #[serde(default)]
    pub host: Vec<Host>,
    /// Repositories that hold something else, by name.
    #[serde(default)]
    pub repo: Vec<Repo>,
    /// What comes out; success where it is absent.
    #[serde(default)]
    pub expect: Option<Expect>,
    /// What comes out by the rules of other releases.
    #[serde(default)]
    pub release: Vec<ByRelease>,
}

/// Why a scenario file is of no use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioError {
    /// The file, as it was named.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub reason: String,
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.reason)
    }
}

impl std::error::Error for ScenarioError {}

impl Scenario {
    /// The scenario after a cure.
    #[must_use]
    pub fn cured(&self, cure: &Cure) -> Self {
        let mut cured = Self { cure: Vec::new(), release: cure.release.clone(), ..self.clone() };
        cured.env.extend(cure.env.clone());
        for (path, file) in &cure.files {
            cured.files.retain(|p, _| p.get_ref() != path.get_ref());
            cured.files.insert(path.clone(), file.clone());
        }
        if let Some(trust) = &cure.trust {
            cured.trust.clone_from(trust);
        }
        if let Some(go_sum) = &cure.go_sum {
            cured.go_sum = Some(go_sum.clone());
        }
        for host in &cure.host {
            cured.host.retain(|h| h.name.get_ref() != host.name.get_ref());
            cured.host.push(host.clone());
        }
        for repo in &cure.repo {
            cured.repo.retain(|r| r.name.get_ref() != repo.name.get_ref());
            cured.repo.push(repo.clone());
        }
        if let Some(query) = &cure.query {
            cured.query = Some(query.clone());
        }
        let settings = self.expect.settings.as_ref().map(|_| Vec::new());
        let success = || Expect { ok: true, settings, ..Expect::default() };
        cured.expect = cure.expect.clone().unwrap_or_else(success);
        cured
    }

    /// The argument of the command that is judged: the path, and the query where there is one.
    pub fn argument(&self) -> String {
        match &self.query {
            Some(query) => format!("{}@{query}", self.path),
            None => self.path.clone(),
        }
    }

    /// Whether it has programs of its own.
    pub(super) fn has_programs(&self) -> bool {
        self.files.values().any(|file| matches!(file, File::Program(_)))
    }

    /// What this machine lacks to play it; `None` where it can.
    pub fn lacks(&self) -> Option<&'static str> {
        let wants_sshd = |host: &Host| host.ssh.as_ref().is_some_and(Ssh::needs_sshd);
        self.host.iter().any(wants_sshd).then(ssh::lacks)?
    }

    /// Whether the command runs in a module that the scenario lays out.
    pub fn lays_module(&self) -> bool {
        self.go_mod.is_some() || self.go_sum.is_some()
    }

    /// The release that [`Scenario::expect`] is about: that of its own `--go`, else the newest.
    pub fn about_release(&self) -> Version {
        let mut behind = self.args.iter().skip_while(|arg| *arg != "--go").skip(1);
        behind.next().and_then(|go| go.parse().ok()).unwrap_or(Version::NEWEST)
    }

    /// What must come out by the rules of `release`; `None` where the scenario does not say.
    pub fn stated(&self, release: Version) -> Option<&Expect> {
        let other = self.release.iter().find(|other| other.go.holds(release));
        let own = release.without_patch() == self.about_release().without_patch();
        other.map(|other| &other.expect).or(own.then_some(&self.expect))
    }
}

fn clock<'de, D: serde::Deserializer<'de>>(text: D) -> Result<Option<OffsetDateTime>, D::Error> {
    let text = String::deserialize(text)?;
    OffsetDateTime::parse(&text, &Rfc3339).map(Some).map_err(serde::de::Error::custom)
}

fn yes() -> bool {
    true
}

fn lab_only() -> Vec<Name> {
    vec![Name::new(0..0, "lab".to_owned())]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        Scenario::parse("x.toml", text).unwrap_err().to_string()
    }

    #[test]
    fn errors_name_file_line_and_reason() {
        let head = "about = \"a\"\npath = \"a.test/b\"\n";
        let tail = "[expect]\nok = true\n";
        assert_eq!(
            error(&format!("{head}colour = 1\n{tail}")),
            "x.toml:3: unknown field `colour`, expected one of `about`, `story`, `path`, `query`, \
             `module`, `download`, `until`, `args`, `env`, `clock`, `ca`, `trust`, `files`, `go_mod`, \
             `go_sum`, `host`, `repo`, `version`, `sumdb`, `expect`, `release`, `cure`"
        );
        assert_eq!(
            error(&format!("{head}trust = [\"lab\", \"own\"]\n{tail}")),
            "x.toml:3: \"own\" is no [ca] of this file"
        );
        assert_eq!(
            error(&format!("{head}[files]\n\"etc/x\" = {{ text = \"\" }}\n{tail}")),
            "x.toml:4: \"etc/x\" does not begin with / or ~/"
        );
        assert_eq!(error("about = 1"), "x.toml:1: invalid type: integer `1`, expected a string");
        let route =
            "[[host]]\nname = \"a.test\"\n[[host.route]]\npath = \"/b\"\nbody = \"\"\nraw = \"\"\n";
        assert_eq!(
            error(&format!("{head}{tail}{route}")),
            "x.toml:8: \"/b\" has more than one of import, body, base64, cert, redirect, git, \
             goproxy, sumdb and raw"
        );
        let ring = "[ca.a]\nissuer = \"b\"\n[ca.b]\nissuer = \"a\"\n";
        assert!(error(&format!("{head}{tail}{ring}")).contains("by way of others"));
    }

    #[test]
    fn releases_have_their_own_expectations() {
        let text = "about = 'a'\npath = 'a.test/b'\nargs = ['--go', '1.21']\n[expect]\nok = true\n\
                    [[release]]\ngo = '1.8-1.10'\nexpect = { ok = false }\n";
        let scenario = Scenario::parse("x", text).unwrap();
        let stated = |go: &str| scenario.stated(go.parse().unwrap()).map(|expect| expect.ok);
        assert_eq!(stated("1.8"), Some(false));
        assert_eq!(stated("1.10.3"), Some(false));
        assert_eq!(stated("1.21.13"), Some(true));
        assert_eq!((stated("1.11"), stated("1.27")), (None, None));
        let error = Scenario::parse("x.toml", &text.replace("1.10", "ten")).unwrap_err();
        assert!(error.to_string().contains("\"ten\" is not a go release"), "{error}");
    }
}
