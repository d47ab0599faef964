//! What needs no server: pure rules against recorded answers (`golden_*`), what is printed, and the built command.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

#[path = "../support"]
mod support {
    pub(crate) mod bounded;
    pub(crate) mod child;
    pub(crate) mod http_proxy_answer;
    pub(crate) mod mod_answer;
    pub(crate) mod openmetrics;
    pub(crate) mod pages;
    pub(crate) mod proxy_list_answer;
    pub(crate) mod releases;
    pub(crate) mod resolver;
    pub(crate) mod rounds;
    pub(crate) mod schema;
    pub(crate) mod sums_answer;
    pub(crate) mod url_answer;
}

mod golden;

mod catalogue;
mod children;
mod ci_files;
mod cli;
mod completions;
mod cures;
mod english;
mod examples;
mod explain;
mod failures;
mod findings;
mod golden_http_proxy;
mod golden_mod;
mod golden_netrc;
mod golden_paths;
mod golden_proxy_list;
mod golden_roots;
mod golden_select;
mod golden_sums;
mod golden_url;
mod golden_x509;
mod golden_xml;
mod growth;
mod imports;
mod layers;
mod listed;
mod module_cases;
mod no_words;
mod page_properties;
mod readme;
mod releases;
mod render;
mod reports;
mod scale;
mod settings;
mod sumdb;
