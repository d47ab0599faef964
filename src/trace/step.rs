//! The steps of the go command's work, in its order: one list for runs and for logs.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::{CacheOf, Sought};

/// Makes the steps: each with its name, where it is shown, and its name in logs where that differs.
macro_rules! steps {
    ($($(#[$doc:meta])+ $step:ident: $name:literal, $shown:ident $(, in logs $log:literal)?;)+) => {
        /// The steps that go takes, in go's order. The names are a closed list.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum Step {
            $($(#[$doc])+ #[serde(rename = $name)] $step,)+
        }

        impl Step {
            /// Every step, in go's order.
            pub const ALL: &'static [Self] = &[$(Self::$step),+];

            /// The name of the step, as it is written: `static-table`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$step => $name,)+
                }
            }

            /// Where the step is shown.
            pub fn shown(self) -> Shown {
                match self {
                    $(Self::$step => Shown::$shown,)+
                }
            }

            /// The name of the step in the catalogue of causes, which `explain --log` gives.
            fn name_in_logs(self) -> &'static str {
                match self {
                    $($(Self::$step => $log,)?)+
                    _ => self.name(),
                }
            }
        }
    };
}

steps! {
    /// The command line: its flags and arguments.
    Cli: "cli", Logs;
    /// The settings in force.
    Settings: "settings", Run, in logs "env";
    /// The module cache and the build cache.
    Cache: "cache", Logs;
    /// The choice of the toolchain.
    Toolchain: "toolchain", Logs;
    /// Cleaning and checking the path.
    Path: "path", Lookup, in logs "path-check";
    /// Which of GOPROXY, GOPRIVATE and GONOPROXY decides where go asks.
    Route: "route", Lookup, in logs "proxy-config";
    /// The way of a request through an HTTP proxy.
    ProxyConnect: "proxy-connect", Logs;
    /// The look-up of a host's name.
    Dns: "dns", Logs;
    /// The connection of a request.
    Connect: "connect", Logs;
    /// The handshake and the certificate.
    Tls: "tls", Logs;
    /// netrc and GOAUTH.
    Credentials: "credentials", Logs;
    /// A request to a module proxy.
    Proxy: "proxy", Reached, in logs "proxy-fetch";
    /// The table of hosts that go knows.
    StaticTable: "static-table", Lookup;
    /// A `.git`, `.hg`, `.svn` or `.fossil` in the path.
    VcsSuffix: "vcs-suffix", Lookup, in logs "vcs";
    /// The `?go-get=1` page.
    Fetch: "fetch", Lookup, in logs "meta-fetch";
    /// Reading the page's go-import meta tags.
    Meta: "meta", Lookup, in logs "meta-parse";
    /// Choosing the tag that matches the path.
    Match: "match", Lookup, in logs "meta-match";
    /// The second page, at the prefix that the tag names.
    Verify: "verify", Lookup, in logs "meta-verify-root";
    /// Checking the subdirectory, repo root and VCS of the tag.
    Validate: "validate", Lookup, in logs "meta-validate";
    /// Whether GOVCS allows the VCS.
    Govcs: "govcs", Lookup;
    /// The repository root, or go's error.
    Root: "root", Lookup;
    /// The commands in the repository, and the versions and commits that they name.
    Repository: "repository", Reached, in logs "vcs";
    /// The version that answers the query.
    Version: "version", Reached;
    /// The go.mod of the version.
    Module: "module", Reached, in logs "gomod";
    /// The zip of the version.
    Zip: "zip", Reached;
    /// The sums of go.mod and zip, against go.sum and the checksum database.
    Sum: "sum", Reached, in logs "checksum";
    /// go.sum, without a network.
    GoSum: "gosum", Logs;
    /// The package in the zip; in GOPATH mode in its repository.
    Package: "package", Reached;
}

/// Where a step is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Once for the whole run.
    Run,
    /// For each module path, reached or not.
    Lookup,
    /// For each module path for which go came to it.
    Reached,
    /// In logs only: in a run it is part of other steps.
    Logs,
}

impl Step {
    /// The step that looks for something of this kind.
    pub fn of(sought: Sought) -> Self {
        match sought {
            Sought::GoMod => Self::Module,
            Sought::Zip => Self::Zip,
            _ => Self::Version,
        }
    }

    /// The step to which something in the module cache belongs.
    pub fn of_cached(what: CacheOf) -> Self {
        match what {
            CacheOf::Folder | CacheOf::Zip => Self::Zip,
            CacheOf::GoMod => Self::Module,
            CacheOf::Info => Self::Version,
            CacheOf::Repository => Self::Repository,
        }
    }

    /// The name in the catalogue of causes of the step where go failed; `unknown` where a text does
    /// not tell it.
    pub fn in_logs(step: Option<Self>) -> &'static str {
        step.map_or("unknown", Self::name_in_logs)
    }

    /// Whether a run shows it.
    pub fn is_of_runs(self) -> bool {
        self.shown() != Shown::Logs
    }

    /// The step where go failed, written as the catalogue of causes calls it.
    #[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
    pub(crate) fn serialize_in_logs<S: Serializer>(
        step: &Option<Self>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(Self::in_logs(*step))
    }

    /// The step where go failed, read from its name in the catalogue of causes.
    pub(crate) fn deserialize_in_logs<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Self>, D::Error> {
        let name = Cow::<str>::deserialize(deserializer)?;
        if name == Self::in_logs(None) {
            return Ok(None);
        }
        // In a log, what a tool says is of the repository: the last of two steps with one name.
        let step = Self::ALL.iter().rfind(|step| step.name_in_logs() == name);
        step.copied().map(Some).ok_or_else(|| D::Error::custom(format!("no step is called {name}")))
    }
}
