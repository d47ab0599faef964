//! The go command's settings in force, each with its origin (env-auth-proxy-tls.md §1). Rules of go 1.27.

mod file;
mod listed;
mod location;
mod setting;
mod surroundings;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::go::version::Version;
pub use file::{Line, parse as parse_file};
pub use listed::{Listed, listed};
pub(crate) use location::join;
pub use location::{Location, Unlocated, locate};
pub use setting::{Origin, Setting, Shadow, Value};
pub use surroundings::{OddLine, Oddity, Unknown, empty, odd_lines, unknown};

/// The environment of a process.
pub type Variables = BTreeMap<String, String>;

/// The settings that decide about fetching modules, in the order in which they are shown.
pub const NAMES: &[&str] = &[
    "GOPROXY",
    "GONOPROXY",
    "GOPRIVATE",
    "GOSUMDB",
    "GONOSUMDB",
    "GOINSECURE",
    "GOVCS",
    "GOAUTH",
    "GOFLAGS",
    "GO111MODULE",
    "GOTOOLCHAIN",
    "GOMODCACHE",
    "GOPATH",
    "GOENV",
];

/// What `$GOROOT/go.env` holds in a distribution as go's makers ship it.
pub const STOCK_GO_ENV: &str =
    "GOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=auto\n";

/// What go finds when it looks for settings: plain data, read by someone else.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The environment of the process.
    pub os: Variables,
    /// The user's file: path and text, where [`locate`] named one that could be read.
    pub file: Option<(String, String)>,
    /// The text of `$GOROOT/go.env`, if known; [`STOCK_GO_ENV`] takes its place.
    pub go_env: Option<String>,
}

/// The settings in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GoEnv {
    settings: Vec<Setting>,
}

/// A setting with which go does nothing but print this text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum EnvError {
    /// GO111MODULE is neither empty nor `on`, `off`, `auto`.
    #[error("unknown environment setting GO111MODULE={0}")]
    Go111Module(String),
}

impl GoEnv {
    /// Works out the settings. The environment goes before the user's file, that before `go.env`, that before
    /// go's own value; an empty value in the environment is none, one in the file hides `go.env`.
    pub fn new(sources: &Sources, version: Version) -> Self {
        let mut env = Self { settings: Vec::with_capacity(NAMES.len()) };
        // What others take their value from comes first.
        for name in ["GOPRIVATE", "GOPATH"] {
            env.settings.push(sources.setting(name, &env, version));
        }
        for name in NAMES {
            if !matches!(*name, "GOPRIVATE" | "GOPATH") {
                env.settings.push(sources.setting(name, &env, version));
            }
        }
        env.settings.sort_by_key(|setting| NAMES.iter().position(|name| *name == setting.name));
        env
    }

    /// All settings of [`NAMES`], in that order.
    pub fn settings(&self) -> &[Setting] {
        &self.settings
    }

    /// One setting with its origin; none for a name that is not in [`NAMES`].
    pub fn setting(&self, name: &str) -> Option<&Setting> {
        self.settings.iter().find(|setting| setting.name == name)
    }

    /// The value in force, passwords included; empty for a name that is not in [`NAMES`].
    pub fn get(&self, name: &str) -> &str {
        self.setting(name).map_or("", |setting| setting.value.expose())
    }

    /// Where the value in force comes from.
    pub fn origin(&self, name: &str) -> &Origin {
        self.setting(name).map_or(&Origin::Default, |setting| &setting.origin)
    }

    /// The variable that a value was written in: GOPRIVATE where GONOPROXY or GONOSUMDB has none of its own.
    pub fn variable<'a>(&'a self, name: &'a str) -> &'a str {
        match self.origin(name) {
            Origin::From(other) => other,
            _ => name,
        }
    }

    /// Fails where go would not even start to work.
    pub fn check(&self) -> Result<(), EnvError> {
        match self.get("GO111MODULE") {
            "" | "on" | "off" | "auto" => Ok(()),
            other => Err(EnvError::Go111Module(other.to_owned())),
        }
    }
}

impl From<Vec<Setting>> for GoEnv {
    /// The settings of a run that was recorded.
    fn from(settings: Vec<Setting>) -> Self {
        Self { settings }
    }
}

impl Sources {
    /// The value of a variable that is none of [`NAMES`], from the environment or a file; empty for none.
    pub fn plain(&self, name: &str) -> String {
        let first = self.layers(name).into_iter().next();
        first.map(|layer| layer.value.expose().to_owned()).unwrap_or_default()
    }

    fn setting(&self, name: &str, known: &GoEnv, version: Version) -> Setting {
        let mut layers = if name == "GOENV" { self.os(name) } else { self.layers(name) };
        let is_set = layers.first().is_some_and(|layer| !layer.value.expose().is_empty());
        if !is_set && let Some(default) = self.default(name, known, version) {
            layers.insert(0, default);
        }
        let mut layers = layers.into_iter();
        let Shadow { value, origin } = layers
            .next()
            .unwrap_or_else(|| Shadow { value: Value::default(), origin: Origin::Default });
        Setting { name: name.to_owned(), value, origin, shadows: layers.collect() }
    }

    /// Every value that the variable is given, the strongest first.
    fn layers(&self, name: &str) -> Vec<Shadow> {
        let mut layers = self.os(name);
        if let Some((path, text)) = &self.file {
            layers.extend(assignments(text, name).map(|line| {
                let origin = Origin::File { path: path.clone(), line: line.number };
                Shadow { value: Value::of(name, line.value), origin }
            }));
        }
        let go_env = self.go_env.as_deref().unwrap_or(STOCK_GO_ENV);
        // Of several in the user's file the last holds, in this one the first.
        let shipped = parse_file(go_env).filter(|line| line.key == name);
        layers.extend(
            shipped.map(|line| Shadow {
                value: Value::of(name, line.value),
                origin: Origin::GoEnvFile,
            }),
        );
        layers
    }

    fn os(&self, name: &str) -> Vec<Shadow> {
        let value = self.os.get(name).filter(|value| !value.is_empty());
        let layer = value.map(|value| Shadow { value: Value::of(name, value), origin: Origin::Os });
        layer.into_iter().collect()
    }

    /// What go takes for a variable that is not set, or empty; none where that is empty too.
    fn default(&self, name: &str, known: &GoEnv, version: Version) -> Option<Shadow> {
        let own = |value: String| Shadow { value: value.into(), origin: Origin::Default };
        match name {
            "GOAUTH" => Some(own("netrc".to_owned())),
            "GONOPROXY" | "GONOSUMDB" => from(known, "GOPRIVATE"),
            "GOPATH" => self
                .os
                .get("HOME")
                .filter(|home| !home.is_empty())
                .map(|home| own(join(home, "go"))),
            "GOMODCACHE" => module_cache(known.get("GOPATH")).map(own),
            "GOENV" => match locate(&self.os, version) {
                Location::File(path) => Some(own(path)),
                Location::Off | Location::Unknown(_) => None,
            },
            _ => None,
        }
    }
}

/// The lines of a file that set `name`, the last first.
fn assignments<'a>(text: &'a str, name: &str) -> impl Iterator<Item = Line<'a>> {
    parse_file(text).rev().filter(move |line| line.key == name)
}

fn from(known: &GoEnv, name: &str) -> Option<Shadow> {
    let value = known.get(name);
    let origin = Origin::From(name.to_owned());
    (!value.is_empty()).then(|| Shadow { value: value.into(), origin })
}

/// `pkg/mod` in the first folder of GOPATH.
fn module_cache(gopath: &str) -> Option<String> {
    let first = gopath.split(':').next().filter(|first| !first.is_empty())?;
    Some(join(first, "pkg/mod"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn env(os: &[(&str, &str)], file: &str) -> GoEnv {
        let os = os.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        let file = Some(("/f".to_owned(), file.to_owned()));
        GoEnv::new(&Sources { os, file, go_env: None }, Version::NEWEST)
    }

    fn line(line: usize) -> Origin {
        Origin::File { path: "/f".into(), line }
    }

    #[test]
    fn says_where_a_value_comes_from_and_what_it_hides() {
        let env =
            env(&[("GOPROXY", "off"), ("GOSUMDB", "")], "GOPROXY=a\n#\nGOPROXY=b\nGOSUMDB=\n");
        let proxy = env.setting("GOPROXY").unwrap();
        assert_eq!((proxy.value.expose(), &proxy.origin), ("off", &Origin::Os));
        let hidden: Vec<_> =
            proxy.shadows.iter().map(|s| (s.value.expose(), s.origin.clone())).collect();
        let shipped = ("https://proxy.golang.org,direct", Origin::GoEnvFile);
        assert_eq!(hidden, [("b", line(3)), ("a", line(1)), shipped]);
        assert_eq!((env.get("GOSUMDB"), env.origin("GOSUMDB")), ("", &line(4)));
        assert_eq!(
            (env.get("GOTOOLCHAIN"), env.origin("GOTOOLCHAIN")),
            ("auto", &Origin::GoEnvFile)
        );
    }

    /// Seen with go 1.21 to 1.27.
    #[test]
    fn of_two_lines_the_shipped_file_has_the_first() {
        let go_env = Some("GOVCS=a\nGOVCS=b\n".to_owned());
        let file = Some(("/f".to_owned(), "GOPROXY=a\nGOPROXY=b\n".to_owned()));
        let env = GoEnv::new(&Sources { os: Variables::new(), file, go_env }, Version::NEWEST);
        assert_eq!((env.get("GOVCS"), env.get("GOPROXY")), ("a", "b"));
    }

    #[test]
    fn goprivate_stands_in_for_two() {
        let env = env(&[("GOPRIVATE", "corp.test"), ("GONOSUMDB", "none")], "GONOPROXY=\n");
        assert_eq!((env.get("GONOPROXY"), env.variable("GONOPROXY")), ("corp.test", "GOPRIVATE"));
        assert_eq!((env.get("GONOSUMDB"), env.variable("GONOSUMDB")), ("none", "GONOSUMDB"));
        assert_eq!(env.get("GOINSECURE"), "");
    }

    #[test]
    fn what_is_saved_has_no_password() {
        let env = env(&[("GOPROXY", "https://u:hunter2@h,direct")], "");
        let saved = serde_json::to_string(&env).unwrap() + &format!("{env:?}");
        assert!(
            saved.contains("https://u:xxxxx@h,direct") && !saved.contains("hunter2"),
            "{saved}"
        );
        assert_eq!(env.get("GOPROXY"), "https://u:hunter2@h,direct");
    }

    #[test]
    fn an_unknown_module_mode_is_fatal() {
        let text = env(&[], "GO111MODULE=on\r\n").check().unwrap_err().to_string();
        assert_eq!(text, "unknown environment setting GO111MODULE=on\r");
        assert_eq!(env(&[("GO111MODULE", "auto")], "").check(), Ok(()));
    }
}
