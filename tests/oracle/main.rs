//! Our answers against those of a real go that runs here; each test says loudly that it was skipped without one.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

#[path = "../support"]
mod support {
    pub(crate) mod child;
    pub(crate) mod der;
    pub(crate) mod http_proxy_answer;
    pub(crate) mod judge;
    pub(crate) mod mod_answer;
    pub(crate) mod pages;
    pub(crate) mod proxy_list_answer;
    pub(crate) mod resolver;
    pub(crate) mod rounds;
    #[cfg(feature = "lab")]
    pub(crate) mod scenario;
    pub(crate) mod server;
    #[cfg(all(feature = "lab", unix))]
    pub(crate) mod snapshot;
    pub(crate) mod sums_answer;
    #[cfg(all(feature = "serve", unix))]
    pub(crate) mod tunnel;
    pub(crate) mod url_answer;
    #[cfg(all(feature = "lab", feature = "serve", unix))]
    pub(crate) mod vanity;
}

mod builds;
mod chance;
mod go;
mod oracle;

mod credentials;
mod env;
mod gomod;
mod http_proxy;
mod lab_go;
mod meta;
mod net;
mod netrc;
mod paths;
mod proxies;
mod proxy_list;
mod proxy_traffic;
mod serve;
mod start;
mod sums;
mod url;
mod x509;
