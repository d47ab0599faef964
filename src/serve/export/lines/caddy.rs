//! Caddy: a site with a matcher for every repository, and an answer of its own for every rule.

use super::{ELEMENT, Lines, below, escaped, folder};
use crate::serve::{
    answer::page_for_go,
    site::{Ruled, Site},
};

pub(super) fn lines(site: &Site, root: &str) -> Lines {
    let text = site.hosts().iter().map(|host| {
        let paths = below(site, host);
        let paths = paths.iter().enumerate().map(|(at, path)| files(at, path));
        // What stands for a placeholder depends on the matcher's name.
        let count = site.rules_as(host, ToOwned::to_owned).len();
        let rules = (0..count).filter_map(|at| {
            let ruled = site.rules_as(host, |name| format!("{{re.r{at}.{name}}}"));
            ruled.get(at).map(|ruled| rule(at, ruled))
        });
        SITE.replace("HOST", host)
            .replace("FOLDER", &folder(site, root, host))
            .replace("FILES", &paths.collect::<String>())
            .replace("RULES", &rules.collect::<String>())
    });
    Lines { text: text.collect(), ..Lines::default() }
}

fn files(at: usize, path: &str) -> String {
    FILES.replace("NAME", &format!("p{at}")).replace("PATH", path)
}

fn rule(at: usize, ruled: &Ruled<'_>) -> String {
    let path = ruled.expression(escaped, |name| format!("(?P<{name}>{ELEMENT})"));
    let page = page_for_go(&ruled.package).replace('\n', " ");
    RULE.replace("NAME", &format!("r{at}")).replace("PATH", &path).replace("PAGE", &page)
}

const SITE: &str = "\
HOST {
\troot * FOLDER
FILESRULES\thandle {
\t\tfile_server
\t}
}
";

const FILES: &str = "\t@NAME path /PATH /PATH/*
\thandle @NAME {
\t\ttry_files {path}/index.html /PATH/index.html
\t\tfile_server
\t}
";

const RULE: &str = "\t@NAME path_regexp NAME ^/PATH(/.*)?$
\thandle @NAME {
\t\theader Content-Type \"text/html; charset=utf-8\"
\t\trespond `PAGE` 200
\t}
";
