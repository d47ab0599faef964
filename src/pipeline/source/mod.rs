//! Whom a run asks for modules: module proxies and what else go asks in their way.

mod answer;
mod file_url;
pub(crate) mod proxies;
mod sink;

pub use proxies::ModuleProxies;
