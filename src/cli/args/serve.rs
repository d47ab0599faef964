//! The commands that publish import paths.

use std::{net::SocketAddr, path::PathBuf};

use clap::{
    Args as ClapArgs, ValueEnum, ValueHint,
    builder::{OsStringValueParser, TypedValueParser as _},
};

use super::{
    help::{NETWORK, OUTPUT, RULES},
    values::{docs, tree},
};

/// `serve`.
#[derive(Clone, Debug, ClapArgs)]
pub(in crate::cli) struct Serve {
    /// The vanity.yaml of govanityurls or sally, a vangen.json, or rules
    #[arg(value_name = "CONFIG", value_hint = ValueHint::FilePath)]
    pub(in crate::cli) config: PathBuf,
    #[command(flatten)]
    pub(in crate::cli) site: SiteArgs,
    /// Send browsers on to the documentation
    #[arg(long, hide_short_help = true, help_heading = RULES)]
    pub(in crate::cli) redirect: bool,
    /// Ask this server as go would, print the verdict, and end
    ///
    /// For all that it serves.
    #[arg(long, help_heading = RULES)]
    pub(in crate::cli) check: bool,
    /// Listen here; repeatable [default: 127.0.0.1:8080]
    ///
    /// Without it at what systemd opened, else at 127.0.0.1:8080, with TLS 127.0.0.1:8443.
    #[arg(long, value_name = "ADDR:PORT", help_heading = NETWORK)]
    pub(in crate::cli) listen: Vec<SocketAddr>,
    /// Speak TLS with this certificate
    ///
    /// Those between it and the root stand behind it. The file is read again when it changes.
    #[arg(long, value_name = "FILE", requires = "tls_key", help_heading = NETWORK, value_hint = ValueHint::FilePath)]
    pub(in crate::cli) tls_cert: Option<PathBuf>,
    /// The key of that certificate
    #[arg(long, value_name = "FILE", requires = "tls_cert", help_heading = NETWORK, value_hint = ValueHint::FilePath)]
    pub(in crate::cli) tls_key: Option<PathBuf>,
    /// Believe X-Forwarded-Host and X-Forwarded-For: there is a proxy before it, and no other way to it
    #[arg(long, hide_short_help = true, help_heading = NETWORK)]
    pub(in crate::cli) behind_proxy: bool,
    /// Answer /-/health and /-/metrics here, plain
    #[arg(long, hide_short_help = true, value_name = "ADDR:PORT", help_heading = NETWORK)]
    pub(in crate::cli) admin: Option<SocketAddr>,
    /// Have so many connections at once [default: as the system allows, 16384 at most]
    #[arg(long, hide_short_help = true, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=65_536), help_heading = NETWORK)]
    pub(in crate::cli) max_connections: Option<u32>,
    /// Note requests in this file; - is standard output, none is nowhere
    #[arg(long, hide_short_help = true, value_name = "FILE|-|none", default_value = "-", help_heading = OUTPUT)]
    pub(in crate::cli) log: PathBuf,
}

/// What is served, beside the file.
#[derive(Clone, Debug, ClapArgs)]
pub(in crate::cli) struct SiteArgs {
    /// Serve this host, in place of that in the file
    #[arg(long, value_name = "HOST", help_heading = RULES)]
    pub(in crate::cli) host: Option<String>,
    /// Link to documentation there, {path} being the import path; none is nowhere
    ///
    /// Without it, as the file says; where that says nothing, at pkg.go.dev, and nowhere where it has rules.
    #[arg(long, hide_short_help = true, value_name = "URL|none", value_parser = docs, help_heading = RULES)]
    pub(in crate::cli) docs: Option<String>,
}

/// `export`.
#[derive(Clone, Debug, ClapArgs)]
pub(in crate::cli) struct Export {
    /// The vanity.yaml of govanityurls or sally, a vangen.json, or rules
    #[arg(value_name = "CONFIG", value_hint = ValueHint::FilePath)]
    pub(in crate::cli) config: PathBuf,
    /// The folder that the pages are written to
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(in crate::cli) dir: PathBuf,
    #[command(flatten)]
    pub(in crate::cli) site: SiteArgs,
    /// Write a page for each package in DIR; repeatable
    ///
    /// DIR is the tree of the repository whose import path is PATH.
    #[arg(long, value_name = "PATH=DIR", value_parser = OsStringValueParser::new().try_map(|text| tree(&text)), help_heading = RULES)]
    pub(in crate::cli) tree: Vec<(String, PathBuf)>,
    /// Print the lines that make this server answer as go needs it
    ///
    /// They answer for more paths than there are files. Where they are a file they are written.
    #[arg(long = "for", value_name = "SERVER", help_heading = OUTPUT)]
    pub(in crate::cli) server: Option<Host>,
}

/// Who serves the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Host {
    /// Apache httpd 2.4
    Apache,
    /// Caddy 2
    Caddy,
    /// Cloudflare Pages
    Cloudflare,
    /// GitHub Pages
    GithubPages,
    /// Netlify
    Netlify,
    /// nginx
    Nginx,
    /// Traefik, which leads to a server
    Traefik,
}
