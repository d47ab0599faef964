//! What needs no server: pure rules against recorded answers (`golden_*`), what is printed, and the built command.

#[path = "../support"]
mod support {
    pub(crate) mod http_proxy_answer;
    pub(crate) mod pages;
    pub(crate) mod proxy_list_answer;
    pub(crate) mod releases;
    pub(crate) mod resolver;
    pub(crate) mod schema;
    pub(crate) mod url_answer;
}

mod golden;

mod ci_files;
mod cli;
mod explain;
mod failures;
mod findings;
mod golden_http_proxy;
mod golden_netrc;
mod golden_paths;
mod golden_proxy_list;
mod golden_roots;
mod golden_select;
mod golden_url;
mod golden_x509;
mod golden_xml;
mod layers;
mod page_properties;
mod readme;
mod releases;
mod render;
mod settings;
