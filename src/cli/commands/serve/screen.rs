//! What is told of a server: at its start, and when a file is read again.

use std::{net::SocketAddr, path::Path};

use crate::{
    cli::args::Serve,
    problem::Problem,
    render::{Painter, painter::Role, serve},
    report::serve::ServeView,
    secret::redact_url,
    serve::{
        http::Notice,
        load::{Loaded, Refused, Remark},
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

/// The place of a remark.
fn place(file: &Path, remark: &Remark) -> String {
    format!("{}:{}", file.display(), remark.line)
}

/// A file that cannot be served, at the start.
pub(super) fn refused(file: &Path, refused: Refused) -> Problem {
    let name = word(&file.to_string_lossy());
    let next = format!("correct the file, then look: goget-doctor check --lint {name}");
    let what = format!("cannot serve {}", file.display());
    match refused {
        Refused::Unreadable(why) => Problem::new(what, why, "name a file that can be read"),
        Refused::Wrong(remarks) => Problem::new(what, wrong(file, &remarks), next),
    }
}

/// The lines that keep a file from being served.
fn wrong(file: &Path, remarks: &[Remark]) -> String {
    let lines = remarks.iter().filter(|remark| remark.is_error).take(SHOWN).map(|remark| {
        let fix = remark.fix.first().map(|fix| format!(" (write {fix})")).unwrap_or_default();
        format!("{}: {}{fix}", place(file, remark), remark.says)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What happened, in a line or two.
pub(super) fn notice(file: &Path, notice: Notice, painter: &Painter) -> String {
    let name = file.display();
    let (role, label, text) = match notice {
        Notice::Certificate => (Role::Good, "reload", "the certificate was read again".to_owned()),
        Notice::CertificateKept(why) => {
            (Role::Bad, "kept", format!("{why}; the certificate before it is used on"))
        }
        Notice::Kept(Refused::Unreadable(why)) => {
            (Role::Bad, "kept", format!("{name}: {why}; what it said before is served on"))
        }
        Notice::Kept(Refused::Wrong(remarks)) => {
            let why = wrong(file, &remarks);
            (Role::Bad, "kept", format!("{why}\nwhat {name} said before is served on"))
        }
        Notice::Loaded(total, remarks) => {
            let odd = remarks.iter().map(|it| format!("\n{}: {}", place(file, it), it.says));
            let text =
                format!("{name} was read again: {total} repositories{}", odd.collect::<String>());
            (Role::Good, "reload", text)
        }
    };
    serve::notice(role, label, &text, painter)
}
