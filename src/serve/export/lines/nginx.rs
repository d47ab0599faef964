//! nginx: a `server` with a `location` for every repository, and an answer of its own for every rule.

use super::{ELEMENT, Lines, below, escaped, folder};
use crate::serve::{
    answer::page_for_go,
    site::{Ruled, Site},
};

pub(super) fn lines(site: &Site, root: &str) -> Lines {
    let mut lines = Lines::default();
    for host in site.hosts() {
        let files = below(site, host).iter().map(|path| files(path)).collect::<String>();
        let mut rules = String::new();
        for ruled in site.rules_as(host, |name| format!("$goget_{name}")) {
            if ruled.repo_has('$') {
                let pattern = ruled.pattern;
                lines.cannot.push(format!(
                    "nginx reads the dollar sign in the repository of {pattern} as its own"
                ));
            } else {
                rules += &rule(&ruled);
            }
        }
        lines.text += &SERVER
            .replace("HOST", host)
            .replace("FOLDER", &folder(site, root, host))
            .replace("FILES", &files)
            .replace("RULES", &rules);
    }
    lines
}

fn files(path: &str) -> String {
    FILES.replace("PATH", path)
}

fn rule(ruled: &Ruled<'_>) -> String {
    let path = ruled.expression(escaped, |name| format!("(?<goget_{name}>{ELEMENT})"));
    let page = page_for_go(&ruled.package).replace('\n', " ");
    format!("    location ~ ^/{path}(/.*)?$ {{ return 200 '{page}'; }}\n")
}

const SERVER: &str = "\
server {
    listen 443 ssl;
    server_name HOST;
    # ssl_certificate     fullchain.pem;
    # ssl_certificate_key key.pem;
    root FOLDER;
    default_type text/html;
    charset utf-8;

    location = / { try_files /index.html =404; }
FILESRULES}
";

const FILES: &str = "    location = /PATH { try_files /PATH/index.html =404; }
    location ^~ /PATH/ { try_files $uri/index.html /PATH/index.html =404; }
";
