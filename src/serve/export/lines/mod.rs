//! What servers are told, so that they answer for paths without a file.

mod apache;
mod caddy;
mod elsewhere;
mod nginx;

use crate::serve::site::Site;

/// A server, or who runs one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Apache httpd 2.4.
    Apache,
    /// Caddy 2.
    Caddy,
    /// Cloudflare Pages.
    Cloudflare,
    /// GitHub Pages.
    GithubPages,
    /// Netlify.
    Netlify,
    /// nginx.
    Nginx,
    /// Traefik, which has no files.
    Traefik,
}

/// Lines, and what the server cannot do with them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// The text.
    pub text: String,
    /// The file among the pages that it is; `None` where it is the server's own.
    pub file: Option<&'static str>,
    /// What is left out.
    pub cannot: Vec<String>,
}

/// The lines for a server of the kind that has the pages at `root`.
pub fn lines(kind: Kind, site: &Site, root: &str) -> Lines {
    match kind {
        Kind::Apache => apache::lines(site, root),
        Kind::Caddy => caddy::lines(site, root),
        Kind::Cloudflare => elsewhere::cloudflare(site),
        Kind::GithubPages => elsewhere::github(site),
        Kind::Netlify => elsewhere::netlify(site),
        Kind::Nginx => nginx::lines(site, root),
        Kind::Traefik => elsewhere::traefik(site),
    }
}

/// The paths of the repositories below the host, without a slash in front, the longest first.
fn below(site: &Site, host: &str) -> Vec<String> {
    let roots = site.packages(host).map(|package| package.root.as_str());
    let below = roots.filter_map(|root| root.strip_prefix(host)?.strip_prefix('/'));
    let mut paths: Vec<String> = below.map(ToOwned::to_owned).collect();
    paths.sort_by_key(|path| std::cmp::Reverse(path.len()));
    paths
}

/// The folder with the pages of a host.
fn folder(site: &Site, root: &str, host: &str) -> String {
    let folder = if site.hosts().len() > 1 { format!("{root}/{host}") } else { root.to_owned() };
    format!("\"{}\"", folder.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Words for rules that have no answer, where there are any.
fn no_rules(site: &Site, why: &str) -> Vec<String> {
    let patterns: Vec<&str> = site.rules().map(|(pattern, _)| pattern).collect();
    let says = || format!("{why}: {} is not answered", patterns.join(", "));
    (!patterns.is_empty()).then(says).into_iter().collect()
}

/// A text that a regular expression means as it is.
pub(in crate::serve) fn escaped(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/-_~".contains(c);
    text.chars().flat_map(|c| (!plain(c)).then_some('\\').into_iter().chain([c])).collect()
}

/// One element of an import path, as a regular expression.
const ELEMENT: &str = "[A-Za-z0-9._~+-]+";
