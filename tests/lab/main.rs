//! Played: servers on loopback answer our own resolver and the built command.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

#[path = "../support"]
mod support {
    #[cfg(all(feature = "lab", unix))]
    pub(crate) mod bounded;
    pub(crate) mod child;
    pub(crate) mod der;
    #[cfg(all(feature = "lab", unix))]
    pub(crate) mod held;
    pub(crate) mod judge;
    #[cfg(all(feature = "lab", unix))]
    pub(crate) mod openmetrics;
    pub(crate) mod releases;
    pub(crate) mod rounds;
    #[cfg(feature = "lab")]
    pub(crate) mod scenario;
    #[cfg(feature = "lab")]
    pub(crate) mod schema;
    pub(crate) mod server;
    #[cfg(all(feature = "serve", unix))]
    pub(crate) mod tunnel;
    #[cfg(all(feature = "lab", feature = "serve", unix))]
    pub(crate) mod vanity;
}

#[cfg(all(feature = "lab", unix))]
mod bench;
mod peers;
#[cfg(feature = "lab")]
mod plays;
mod private_paths;

mod batch;
mod beside;
mod certs;
mod check;
mod commands;
mod diff;
mod fix;
mod fix_steps;
mod fixes;
mod fold;
mod golden_discover;
mod golden_net;
mod gomod;
mod handshakes;
mod hostile;
mod interrupted;
mod lab;
mod limits;
mod look_alikes;
mod meta_url;
mod module_cases;
mod module_limits;
mod module_probes;
mod net;
mod net_openssl;
mod older_releases;
mod ourselves;
mod outputs;
mod pasted;
mod probes;
mod projects;
mod protocol;
mod proxies;
mod redact;
mod replay;
mod reports;
mod repository_limits;
mod round;
mod scenarios;
mod second_opinion;
mod secrets;
mod serve;
mod settled;
mod slim_image;
mod sums;
mod terminal;
mod tls_findings;
mod tls_fixes;
mod waits;
