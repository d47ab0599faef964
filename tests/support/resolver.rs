//! go's resolver put together from the pure parts, with version control systems that answer to
//! one scheme and nothing behind them.

use goget_doctor::go::{
    cmd::{
        govcs::Govcs,
        hosts::{Lookup, Root, lookup},
        suffix::{NoScheme, SuffixMatch, fallback, match_suffix, ping_args, ping_env, schemes},
        vcs::MissingCommand,
    },
    version::Version,
    xmod::pattern,
};
use serde_json::{Value, json};

/// The world that a lookup sees.
pub(crate) struct Resolver<'a> {
    pub(crate) version: Version,
    pub(crate) govcs: &'a str,
    pub(crate) goprivate: &'a str,
    pub(crate) goinsecure: &'a str,
    pub(crate) git_allow_protocol: Option<&'a str>,
    /// The scheme that repositories answer to.
    pub(crate) succeeds: &'a str,
    /// Whether git and the others are there.
    pub(crate) installed: bool,
}

impl Default for Resolver<'_> {
    fn default() -> Self {
        Self {
            version: Version::NEWEST,
            govcs: "",
            goprivate: "",
            goinsecure: "",
            git_allow_protocol: None,
            succeeds: "",
            installed: true,
        }
    }
}

/// What came of a lookup, in the form of the recorded answers.
pub(crate) struct Found {
    pub(crate) answer: Value,
    pub(crate) pings: Vec<String>,
    pub(crate) stderr: String,
}

impl Resolver<'_> {
    pub(crate) fn resolve(&self, path: &str) -> Found {
        let mut found = Found { answer: Value::Null, pings: Vec::new(), stderr: String::new() };
        found.answer = match self.find(path, &mut found) {
            Ok(root) => json!({"repo": root.repo, "root": root.root, "vcs": root.vcs.name()}),
            Err(error) => json!({"err": error}),
        };
        found
    }

    fn find(&self, path: &str, found: &mut Found) -> Result<Root, String> {
        match lookup(path, self.version) {
            Lookup::Special(error) => Err(error.to_string()),
            Lookup::Row { outcome, .. } => {
                let root = outcome.map_err(|error| error.to_string())?;
                self.check_govcs(&root.root, root.vcs.name())?;
                Ok(root)
            }
            Lookup::NoRow => {
                let found_suffix = match_suffix(path, self.version);
                self.probe(path, found_suffix.ok_or("dynamic")?, found)
            }
        }
    }

    fn check_govcs(&self, root: &str, vcs: &str) -> Result<(), String> {
        let rules = Govcs::parse(self.govcs).map_err(|error| error.to_string())?;
        let private = pattern::matches(self.goprivate, root).is_some();
        rules.decide(root, private, vcs).outcome.map_err(|denied| denied.to_string())
    }

    fn probe(&self, path: &str, suffix: SuffixMatch, found: &mut Found) -> Result<Root, String> {
        let SuffixMatch { root, repo, vcs } = suffix.clone();
        self.check_govcs(&root, vcs.name())?;
        let secure = pattern::matches(self.goinsecure, path).is_none();
        for scheme in schemes(vcs, secure, self.git_allow_protocol) {
            let answers = match ping_args(vcs, scheme.name, &repo, self.version) {
                Some(args) => {
                    let env = ping_env(vcs, self.version)
                        .map_or_else(String::new, |(k, v)| format!(" {k}={v}"));
                    self.ping(
                        scheme.name,
                        args.join(" ") + &env,
                        MissingCommand(vcs, self.version),
                        found,
                    )
                }
                None => true,
            };
            if answers {
                return Ok(Root { root, vcs, repo: format!("{}://{repo}", scheme.name) });
            }
        }
        if let Some(repo) = fallback(&suffix, self.version) {
            return Ok(Root { root: suffix.root, vcs, repo });
        }
        Err(if secure { NoScheme::Secure } else { NoScheme::Any }.to_string())
    }

    fn ping(&self, scheme: &str, line: String, missing: MissingCommand, found: &mut Found) -> bool {
        if self.installed {
            found.pings.push(line);
        } else {
            found.stderr.extend([missing.to_string().as_str(), "\n"]);
        }
        self.installed && scheme == self.succeeds
    }
}
