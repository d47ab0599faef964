//! What is told of a server at its start.

use std::net::SocketAddr;

use super::told::place;

use crate::{
    cli::args::Serve,
    report::serve::ServeView,
    secret::redact_url,
    serve::{
        load::Loaded,
        site::{Package, Site},
    },
    shell::word,
};

/// How many repositories are shown.
const SHOWN: usize = 8;

/// What the screen at the start shows.
pub(super) fn view(
    asked: &Serve,
    loaded: &Loaded,
    addresses: &[SocketAddr],
    admin: Option<SocketAddr>,
) -> ServeView {
    let site = loaded.answers.site();
    let scheme = if asked.tls_cert.is_some() { "https" } else { "http" };
    let host = site.host();
    let packages = site.hosts().iter().flat_map(|host| site.packages(host)).take(SHOWN);
    let file = asked.config.to_string_lossy().into_owned();
    ServeView {
        hosts: site.hosts().to_vec(),
        packages: packages.map(shown).collect(),
        total: site.len(),
        rules: site
            .rules()
            .map(|(path, repo)| [format!("{host}{path}"), format!("{}…", redact_url(repo))])
            .collect(),
        odd: loaded.remarks.iter().map(|it| [place(&asked.config, it), it.says.clone()]).collect(),
        listens: addresses.iter().map(|address| format!("{scheme}://{address}")).collect(),
        admin: admin.map(|address| format!("http://{address}")),
        lacks: lacks(asked, addresses),
        next: next(asked, site, addresses),
        file,
    }
}

fn shown(package: &Package) -> [String; 3] {
    [package.root.clone(), package.vcs.clone(), redact_url(&package.repo)]
}

/// What still keeps go from being answered.
fn lacks(asked: &Serve, addresses: &[SocketAddr]) -> Vec<String> {
    let mut lacks = Vec::new();
    if asked.tls_cert.is_none() && !asked.behind_proxy {
        lacks.push("go asks by https: give --tls-cert and --tls-key, or put a server with TLS before it and give --behind-proxy".to_owned());
    }
    if addresses.iter().all(|address| address.ip().is_loopback()) && !asked.behind_proxy {
        lacks.push("only this machine reaches it; --listen 0.0.0.0:443 lets others in".to_owned());
    }
    lacks
}

/// Commands that show that it answers.
fn next(asked: &Serve, site: &Site, addresses: &[SocketAddr]) -> Vec<String> {
    let host = site.host();
    let first = site.hosts().iter().find_map(|host| site.packages(host).next());
    let path = first.map_or_else(|| host.to_owned(), |package| package.root.clone());
    let own = path.split('/').next().unwrap_or(host);
    let file = word(&asked.config.to_string_lossy());
    let Some(address) = addresses.first() else { return Vec::new() };
    let (scheme, port) = if asked.tls_cert.is_some() { ("https", 443) } else { ("http", 80) };
    let curl = format!("curl -s --connect-to {own}:{port}:{address} '{scheme}://{path}?go-get=1'");
    let check = match &asked.site.host {
        Some(host) => format!("goget-doctor serve --check --host {} {file}", word(host)),
        None => format!("goget-doctor serve --check {file}"),
    };
    vec![curl, check, format!("goget-doctor resolve --direct {path}    (once {own} leads here)")]
}
