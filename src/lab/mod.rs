//! Loopback servers that play a scenario: a failure of module discovery, or a success, that needs
//! no network and no rights.
//!
//! A scenario is one TOML file. The same file is a test, a demonstration, and something that the
//! real go command can be run against: [`Lab::exports`] takes any command to the servers by
//! way of a CONNECT proxy, [`Lab::world`] takes our own run there without one.
//!
//! ```
//! # let text = r#"
//! about = "The page says that it is elsewhere, over plain http"
//! path = "go.example.com/tool"
//!
//! [[host]]
//! name = "go.example.com"
//! https = {}
//!
//! [[host.route]]
//! path = "/tool"
//! redirect = "http://www.example.com/tool"
//!
//! [expect]
//! ok = false
//! error = 'unrecognized import path …: redirected from secure URL … to insecure URL …'
//! # "#;
//! # tokio::runtime::Runtime::new()?.block_on(async {
//! use goget_doctor::{lab::{Lab, Scenario}, world::World};
//!
//! let scenario = Scenario::parse("redirect.toml", text)?;
//! let lab = Lab::start(&scenario, &World::real()).await?;
//! assert!(lab.exports().iter().any(|(name, _)| name == "HTTPS_PROXY"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod catalog;
mod check;
mod counts;
mod curt;
mod der;
mod expect;
mod files;
mod forge;
mod git;
mod goproxy;
mod hello;
mod hosts;
mod keys;
mod names;
mod open;
mod page;
mod pki;
mod placeholders;
mod play;
mod proxy;
mod reply;
mod rights;
mod scenario;
mod server;
mod site;
mod socks;
mod ssh;
mod stated;
mod sumdb;
mod wire;

pub use catalog::{find, list, suggest};
pub use counts::{Counts, Request};
pub use expect::{Expect, Judge, Outcome, Root, matches};
pub use goproxy::ModuleVersion;
pub use hosts::{Auth, Base64, Host, Https, Proxy, Route, TlsFault, Usage};
pub use names::{Key, Name};
pub use play::Lab;
pub use reply::Framing;
pub use scenario::{Authority, Cure, File, ObjectHash, Repo, Scenario, ScenarioError, Until};
pub use ssh::{KeyFile, Shape, Ssh, SshKey};
pub use stated::{ByRelease, Range};
pub use sumdb::{Log, Recorded, Signature, Signer, Sumdb};

/// Why a lab could not be started.
#[derive(Debug, thiserror::Error)]
pub enum LabError {
    /// A file or a port could not be had.
    #[error("{what}: {error}")]
    Io {
        /// What was to be done.
        what: String,
        /// The system's answer.
        error: std::io::Error,
    },
    /// The machine lacks a program that the scenario needs.
    #[error("this scenario has an ssh server, and {0}")]
    Lacks(&'static str),
    /// A certificate could not be made.
    #[error("making a certificate: {0}")]
    Certificate(#[from] rcgen::Error),
    /// A certificate or a key could not be served.
    #[error("serving a certificate: {0}")]
    Tls(#[from] rustls::Error),
    /// A certificate has another form than expected.
    #[error("making a certificate of version 1: the form of the template is unknown")]
    Forge,
    /// The authorities of client certificates cannot be used.
    #[error("https of {0}: the authorities of the client's certificates: {1}")]
    ClientAuth(String, String),
}

impl LabError {
    fn io(what: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        let what = what.into();
        move |error| Self::Io { what, error }
    }
}
