//! Where go was when it failed.

use serde::{Deserialize, Serialize};

/// A stage of the go command's work; the names are those of the catalogue of causes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// The flags of the command line.
    Cli,
    /// The settings in force.
    Env,
    /// The form of a path.
    PathCheck,
    /// The hosts that go knows.
    StaticTable,
    /// The value of GOPROXY or of a proxy variable.
    ProxyConfig,
    /// A request to a module proxy.
    ProxyFetch,
    /// The way through an HTTP proxy.
    ProxyConnect,
    /// The look-up of a host's name.
    Dns,
    /// The connection.
    Connect,
    /// The handshake and the certificate.
    Tls,
    /// The request for a page.
    MetaFetch,
    /// The reading of a page.
    MetaParse,
    /// The tag for the path.
    MetaMatch,
    /// The tag's fields.
    MetaValidate,
    /// The page of the tag's prefix.
    MetaVerifyRoot,
    /// The tools that GOVCS allows.
    Govcs,
    /// netrc and GOAUTH.
    Credentials,
    /// git and the others.
    Vcs,
    /// The versions of a module.
    Version,
    /// A module's go.mod.
    Gomod,
    /// The checksums.
    Checksum,
    /// go.sum, without a network.
    Gosum,
    /// The choice of the toolchain.
    Toolchain,
    /// None that the text tells.
    Unknown,
}

impl Stage {
    /// The name as it is written: `meta-fetch`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cli => "cli",
            Self::Env => "env",
            Self::PathCheck => "path-check",
            Self::StaticTable => "static-table",
            Self::ProxyConfig => "proxy-config",
            Self::ProxyFetch => "proxy-fetch",
            Self::ProxyConnect => "proxy-connect",
            Self::Dns => "dns",
            Self::Connect => "connect",
            Self::Tls => "tls",
            Self::MetaFetch => "meta-fetch",
            Self::MetaParse => "meta-parse",
            Self::MetaMatch => "meta-match",
            Self::MetaValidate => "meta-validate",
            Self::MetaVerifyRoot => "meta-verify-root",
            Self::Govcs => "govcs",
            Self::Credentials => "credentials",
            Self::Vcs => "vcs",
            Self::Version => "version",
            Self::Gomod => "gomod",
            Self::Checksum => "checksum",
            Self::Gosum => "gosum",
            Self::Toolchain => "toolchain",
            Self::Unknown => "unknown",
        }
    }
}
