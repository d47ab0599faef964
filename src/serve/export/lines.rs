//! What servers are told, so that they answer for paths without a file.

use crate::serve::{
    answer::page_for_go,
    site::{Package, Site},
};

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
        Kind::Apache => apache(site, root),
        Kind::Caddy => caddy(site, root),
        Kind::Cloudflare => redirects(site, |path| format!("/{path}/* /{path}/ 200\n"), Some(100)),
        Kind::GithubPages => github(site),
        Kind::Netlify => {
            redirects(site, |path| format!("/{path}/* /{path}/index.html 200\n"), None)
        }
        Kind::Nginx => nginx(site, root),
        Kind::Traefik => traefik(site),
    }
}

fn nginx(site: &Site, root: &str) -> Lines {
    let mut cannot = Vec::new();
    let mut text = String::new();
    for host in site.hosts() {
        text.push_str(&format!("server {{\n    listen 443 ssl;\n    server_name {host};\n    # ssl_certificate     fullchain.pem;\n    # ssl_certificate_key key.pem;\n    root {};\n    default_type text/html;\n    charset utf-8;\n\n    location = / {{ try_files /index.html =404; }}\n", quoted(&folder(site, root, host))));
        for path in below(site, host) {
            text.push_str(&format!("    location = /{path} {{ try_files /{path}/index.html =404; }}\n    location ^~ /{path}/ {{ try_files $uri/index.html /{path}/index.html =404; }}\n"));
        }
        for rule in site.rules_as(host, |name| format!("$goget_{name}")) {
            if rule.repo_has('$') {
                cannot.push(format!(
                    "nginx: the repository of {} has a dollar sign, which nginx takes for its own",
                    rule.pattern
                ));
                continue;
            }
            let element = |name: &str| format!("(?<goget_{name}>{ELEMENT})");
            let page = page_for_go(&rule.package).replace('\n', " ");
            text.push_str(&format!(
                "    location ~ ^/{}(/.*)?$ {{ return 200 '{page}'; }}\n",
                rule.expression(element)
            ));
        }
        text.push_str("}\n");
    }
    Lines { text, file: None, cannot }
}

fn caddy(site: &Site, root: &str) -> Lines {
    let mut text = String::new();
    for host in site.hosts() {
        text.push_str(&format!("{host} {{\n\troot * {}\n", quoted(&folder(site, root, host))));
        let paths: Vec<_> = below(site, host).collect();
        // The longest come first: the first that fits answers.
        for (at, path) in paths.iter().rev().enumerate() {
            text.push_str(&format!("\t@p{at} path /{path} /{path}/*\n\thandle @p{at} {{\n\t\ttry_files {{path}}/index.html /{path}/index.html\n\t\tfile_server\n\t}}\n"));
        }
        for (at, rule) in
            site.rules_as(host, |name| format!("{{re.r.{name}}}")).into_iter().enumerate()
        {
            let named = format!("r{at}");
            let page = page_for_go(&rule.package)
                .replace("{re.r.", &format!("{{re.{named}."))
                .replace('\n', " ");
            let element = |name: &str| format!("(?P<{name}>{ELEMENT})");
            text.push_str(&format!("\t@{named} path_regexp {named} ^/{}(/.*)?$\n\thandle @{named} {{\n\t\theader Content-Type \"text/html; charset=utf-8\"\n\t\trespond `{page}` 200\n\t}}\n", rule.expression(element)));
        }
        text.push_str("\thandle {\n\t\tfile_server\n\t}\n}\n");
    }
    Lines { text, file: None, cannot: Vec::new() }
}

fn apache(site: &Site, root: &str) -> Lines {
    let mut text = String::new();
    for host in site.hosts() {
        let root = folder(site, root, host);
        text.push_str(&format!("<VirtualHost *:443>\n    ServerName {host}\n    DocumentRoot {0}\n    # SSLEngine on, SSLCertificateFile, SSLCertificateKeyFile\n    <Directory {0}>\n        Require all granted\n    </Directory>\n    ErrorDocument 404 /404.html\n    RewriteEngine On\n", quoted(&root)));
        text.push_str("    RewriteCond %{DOCUMENT_ROOT}%{REQUEST_URI}/index.html -f\n    RewriteRule ^/(.+)$ /$1/index.html [L]\n");
        let mut paths: Vec<_> = below(site, host).collect();
        paths.sort_by_key(|path| std::cmp::Reverse(path.len()));
        for path in paths {
            text.push_str(&format!(
                "    RewriteRule ^/{}/ /{path}/index.html [L]\n",
                escaped(&path)
            ));
        }
        text.push_str("</VirtualHost>\n");
    }
    Lines { text, file: None, cannot: no_rules(site, "Apache makes no page of a path") }
}

fn redirects(site: &Site, line: impl Fn(&str) -> String, most: Option<usize>) -> Lines {
    let mut paths: Vec<_> = below(site, site.host()).collect();
    paths.sort_by_key(|path| std::cmp::Reverse(path.len()));
    let mut cannot = no_rules(site, "a list of redirects makes no page of a path");
    if site.hosts().len() > 1 {
        cannot.push(
            "one list of redirects is for one host: publish the folder of each host by itself"
                .to_owned(),
        );
    }
    if let Some(most) = most.filter(|most| paths.len() > *most) {
        cannot.push(format!("it takes {most} such lines: {} paths have none", paths.len() - most));
        paths.truncate(most);
    }
    Lines { text: paths.iter().map(|path| line(path)).collect(), file: Some("_redirects"), cannot }
}

fn github(site: &Site) -> Lines {
    let mut cannot = no_rules(site, "GitHub Pages serves files alone");
    cannot.push("below a repository pages without a file come with status 404: go reads 404.html even so, browsers show it".to_owned());
    if site.hosts().len() > 1 {
        cannot.push(
            "a site of GitHub Pages has one host: publish the folder of each host by itself"
                .to_owned(),
        );
    }
    Lines { text: format!("{}\n", site.host()), file: Some("CNAME"), cannot }
}

fn traefik(site: &Site) -> Lines {
    let hosts: Vec<_> = site.hosts().iter().map(|host| format!("Host(`{host}`)")).collect();
    let text = format!(
        "http:\n  routers:\n    goget:\n      rule: \"{}\"\n      service: goget\n      tls: {{}}\n  services:\n    goget:\n      loadBalancer:\n        passHostHeader: true\n        servers:\n          - url: http://127.0.0.1:8080\n",
        hosts.join(" || ")
    );
    let cannot = vec!["Traefik serves no files: it leads to `goget-doctor serve --behind-proxy`, or to a server that has the pages".to_owned()];
    Lines { text, file: None, cannot }
}

fn no_rules(site: &Site, why: &str) -> Vec<String> {
    let patterns: Vec<_> = site.rules().map(|(pattern, _)| pattern.to_owned()).collect();
    if patterns.is_empty() {
        Vec::new()
    } else {
        vec![format!("{why}: {} is not answered", patterns.join(", "))]
    }
}

/// The paths of the repositories below the host, without a slash in front.
fn below<'a>(site: &'a Site, host: &'a str) -> impl Iterator<Item = String> + 'a {
    site.packages(host).filter_map(move |package: &Package| {
        Some(package.root.strip_prefix(host)?.strip_prefix('/')?.to_owned())
    })
}

fn folder(site: &Site, root: &str, host: &str) -> String {
    if site.hosts().len() > 1 { format!("{root}/{host}") } else { root.to_owned() }
}

fn quoted(path: &str) -> String {
    format!("\"{}\"", path.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A text that an expression means as it is.
pub(in crate::serve) fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if !c.is_ascii_alphanumeric() && !"/-_~".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// One element of an import path.
const ELEMENT: &str = "[A-Za-z0-9._~+-]+";
