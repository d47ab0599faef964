//! The families of names: a stage of go's work each, with a document of its own.

use serde::{Deserialize, Serialize};

/// A stage of go's work, whose names have one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// Settings, netrc and flags.
    Settings,
    /// The form of an import path.
    Path,
    /// Root certificates.
    Roots,
    /// Name, connection, HTTP proxy, TLS and HTTP, whatever is asked for.
    Wire,
    /// The page with the tag, and what the tag says.
    Discovery,
    /// git and the other tools.
    Vcs,
    /// Module proxies.
    Proxy,
    /// Versions of a module.
    Query,
    /// The go.mod file of a module.
    Identity,
    /// go.sum and the checksum database.
    Sumdb,
    /// Packages of the module at hand, and its vendor directory.
    Package,
    /// The choice of the go release.
    Toolchain,
    /// Files of paths, and hosts that do not serve what their file says.
    Files,
    /// A verdict without a finding.
    Verdict,
}

impl Family {
    /// Every family, in go's order.
    pub const ALL: &'static [Self] = &[
        Self::Settings,
        Self::Path,
        Self::Roots,
        Self::Wire,
        Self::Discovery,
        Self::Vcs,
        Self::Proxy,
        Self::Query,
        Self::Identity,
        Self::Sumdb,
        Self::Package,
        Self::Toolchain,
        Self::Files,
        Self::Verdict,
    ];

    /// The word in the machine output, and the name of the document without its ending.
    pub fn word(self) -> &'static str {
        match self {
            Self::Settings => "settings",
            Self::Path => "path",
            Self::Roots => "roots",
            Self::Wire => "wire",
            Self::Discovery => "discovery",
            Self::Vcs => "vcs",
            Self::Proxy => "proxy",
            Self::Query => "query",
            Self::Identity => "identity",
            Self::Sumdb => "sumdb",
            Self::Package => "package",
            Self::Toolchain => "toolchain",
            Self::Files => "files",
            Self::Verdict => "verdict",
        }
    }

    /// The heading of the document.
    pub fn title(self) -> &'static str {
        match self {
            Self::Settings => "Settings, netrc and flags",
            Self::Path => "The import path",
            Self::Roots => "Root certificates",
            Self::Wire => "Name, connection, HTTP proxy, TLS and HTTP",
            Self::Discovery => "The page and its go-import tag",
            Self::Vcs => "git and the other tools",
            Self::Proxy => "Module proxies",
            Self::Query => "Versions",
            Self::Identity => "The go.mod file of a module",
            Self::Sumdb => "go.sum and the checksum database",
            Self::Package => "Packages and the module at hand",
            Self::Toolchain => "The toolchain",
            Self::Files => "Files of paths, and hosts that should serve them",
            Self::Verdict => "Verdicts without a finding",
        }
    }

    /// The family of `name`, by the longest beginning in the table.
    pub(super) fn of(name: &str) -> Self {
        Self::listed(name).unwrap_or(Self::Settings)
    }

    /// The family that the table gives `name`.
    pub(super) fn listed(name: &str) -> Option<Self> {
        let rows =
            BEGINNINGS.iter().flat_map(|(family, all)| all.iter().map(move |it| (it, family)));
        let fitting = rows.filter(|(beginning, _)| name.starts_with(**beginning));
        let longest = fitting.max_by_key(|(beginning, _)| beginning.len());
        longest.map(|(_, family)| *family)
    }
}

/// How the names of each family begin.
const BEGINNINGS: &[(Family, &[&str])] = &[
    (
        Family::Settings,
        &[
            "all-proxy-",
            "checksum-database-",
            "env-",
            "flag-",
            "go",
            "localhost-",
            "module-cache-",
            "netrc-",
            "pattern-",
            "private-module-",
            "settings-",
        ],
    ),
    (Family::Path, &["path-", "go-too-old-for-std", "goroot-"]),
    (
        Family::Roots,
        &[
            "tls-roots-",
            "tls-ssl-cert-",
            "tls-missing-roots",
            "tls-stale-or-missing-roots",
            "tls-root-other-key",
        ],
    ),
    (
        Family::Wire,
        &["tls-", "net-", "dns-", "connect-", "http-", "insecure-", "ldpreload-", "goinsecure-5s"],
    ),
    (
        Family::Discovery,
        &[
            "meta-",
            "html-",
            "vanity-host-",
            "vanity-page-not-found",
            "vanity-page-slow",
            "vanity-server-",
            "forge-",
            "azure-",
            "aws-",
            "gitlab-",
            "go-source-",
            "go-too-old-for-server",
            "bare-host-",
            "govcs-",
            "http-redirect-",
            "http-empty-body",
            "http-body-",
        ],
    ),
    (Family::Vcs, &["git-", "ssh-", "vcs-", "bitbucket-", "transitive-dep-"]),
    (
        Family::Proxy,
        &[
            "goproxy-4",
            "goproxy-5",
            "goproxy-a",
            "goproxy-blocked",
            "goproxy-capitals",
            "goproxy-corrupt",
            "goproxy-fell",
            "goproxy-file",
            "goproxy-hosted",
            "goproxy-lacks",
            "goproxy-list",
            "goproxy-rate",
            "goproxy-skipped",
            "goproxy-truncated",
            "goproxy-unreachable",
            "goproxy-wrong",
            "goproxy-zip",
            "protocol-",
            "proxy-negative",
            "private-module-asked",
        ],
    ),
    (Family::Query, &["no-version-", "version-", "major-version-", "dependency-", "replace-"]),
    (Family::Identity, &["gomod-"]),
    (Family::Sumdb, &["sum-", "sumdb-", "gosum-", "upstream-repo-", "private-module-sumdb"]),
    (Family::Package, &["package-", "vendor-", "mod-vendor-", "go-mod-", "build-", "replacement-"]),
    (Family::Toolchain, &["toolchain-", "gotoolchain-"]),
    (Family::Files, &["input-", "vanity-"]),
    (Family::Verdict, &["go-fails", "no-verdict"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_beginning_decides() {
        let table = [
            ("goproxy-off", Family::Settings),
            ("goproxy-5xx", Family::Proxy),
            ("goproxy-401-credentials-missing", Family::Proxy),
            ("gosumdb-bad-value", Family::Settings),
            ("gosum-malformed", Family::Sumdb),
            ("gomod-path-mismatch-renamed", Family::Identity),
            ("tls-ssl-cert-file-missing", Family::Roots),
            ("tls-cert-expired", Family::Wire),
            ("vanity-host-5xx", Family::Discovery),
            ("vanity-page-differs", Family::Files),
            ("go-mod-not-found", Family::Package),
            ("localhost-never-proxied", Family::Settings),
            ("protocol-info-missing", Family::Proxy),
            ("vanity-page-slow", Family::Discovery),
        ];
        for (name, family) in table {
            assert_eq!(Family::of(name), family, "{name}");
        }
    }

    #[test]
    fn every_family_has_a_document_of_its_own() {
        let mut words: Vec<_> = Family::ALL.iter().map(|family| family.word()).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), Family::ALL.len());
    }
}
