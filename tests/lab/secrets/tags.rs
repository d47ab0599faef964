//! A login in the repository URL of a go-import tag, which anyone may read who asks for the page.

use super::{
    SECRET,
    ways::{Way, site},
};

/// The secret as a page may write it.
pub(super) const WRITTEN: &str = "hunter2&#115;ecret";

/// A repository that wants the login.
const REPOSITORY: &str = "[[host]]\nname = 'git.example.com'\nhttps = {}\nhttp = true\n[[host.route]]\npath = '/tool.git'\n\
     git = 'tool'\nauth = { user = 'ci', password = 'hunter2secret' }\n[[repo]]\nname = 'tool'\n\
     files = { 'tool.go' = 'package tool' }\n";

pub(super) fn ways() -> Vec<Way> {
    let repo = format!("https://ci:{SECRET}@git.example.com/tool.git");
    let tag =
        |fields: &str| format!("<meta name=\"go-import\" content=\"go.example.com/{fields}\">\n");
    let source = format!(
        "<meta name=\"go-source\" content=\"go.example.com/tool {repo} {repo}/tree{{/dir}} {repo}\">\n"
    );
    let good = tag(&format!("tool git {repo}"));
    let written = tag(&format!("tool git https&#58;//ci:{WRITTEN}&#64;git.example.com/tool.git"));
    let page = |about, page: &str| way(about, "", page, "");
    vec![
        way("a tag", "", &good, "Authorization: Basic "),
        way("a tag with entities", "", &written, "Authorization: Basic "),
        way("a tag for http", "", &good.replace("https:", "http:"), ""),
        way(
            "a tag for http with GOINSECURE",
            "env = { GOINSECURE = '*.example.com' }\n",
            &good.replace("https:", "http:"),
            "Authorization: Basic ",
        ),
        way("a tag that GOVCS denies", "env = { GOVCS = '*:off' }\n", &good, ""),
        page("a tag with a refused password", &good.replace(SECRET, &format!("x{SECRET}"))),
        page(
            "a tag with a token",
            &tag(&format!("tool git https://ghp_{SECRET}@git.example.com/x")),
        ),
        page(
            "a tag with a query",
            &tag(&format!("tool git https://git.example.com/x?token={SECRET}")),
        ),
        page("a go-source tag alone", &source),
        page("two tags", &format!("{source}{good}{good}")),
        page("a tag of a proxy", &good.replace(" git ", " mod ")),
        page("a tag of a proxy without host", &tag(&format!("tool mod ftp://ci:{SECRET}@x"))),
        page("a tag of hg", &good.replace(" git ", " hg ")),
        page("a tag of svn", &good.replace(" git ", " svn ")),
        page("a tag of nothing known", &good.replace(" git ", " cvs ")),
        page("a tag of another root", &tag(&format!("root git {repo}"))),
        page("a tag of the host", &good.replace("go.example.com/tool ", "go.example.com ")),
        page("a tag with five fields", &tag(&format!("tool git {repo} a b"))),
        page("a tag without prefix", &tag(&repo)),
        page("a tag with a bad subdirectory", &tag(&format!("tool git {repo} /sub"))),
        page("a tag without scheme", &good.replace("https://", "")),
        page("a tag with a bad port", &good.replace(".com/tool.git", ".com:port/tool.git")),
        page("a tag with a bad escape", &good.replace(SECRET, &format!("{SECRET}%zz"))),
        page("a tag with a slash", &good.replace(SECRET, &format!("{SECRET}/x"))),
        page("a tag with a quote", &good.replace(SECRET, &format!("it's{SECRET}"))),
        page("a tag with an ampersand", &good.replace(SECRET, &format!("a&amp;b{SECRET}"))),
        page("a tag with a file", &good.replace("https:", "file:")),
        page("a tag in the body", &format!("<body>{good}")),
        page("a tag in a comment", &format!("<!-- {good} -->")),
        page("a tag in a script", &format!("<script>document.write('{good}')</script>")),
        page("a tag of single quotes", &good.replace('"', "'")),
        page("a tag without quotes", &good.replace('"', "")),
        page("a tag of a property", &good.replace("name=", "property=")),
        page("a tag behind an error", &format!("<3>{good}")),
        page("a tag that is escaped", &good.replace('<', "&lt;").replace('>', "&gt;")),
        page(
            "a tag with named entities",
            &good.replace("://", "&colon;&sol;&sol;").replace('@', "&commat;"),
        ),
        page("a tag for browsers", "").seen_by_browsers(&good),
        page("a text", &format!("see {repo} and ci:{SECRET}@git.example.com")),
        page("a tag behind much", &format!("<head>{}{good}", "<!-- -->\n".repeat(30_000))),
    ]
}

impl Way {
    /// As it is, where a page and a redirect are shown to browsers alone, which only a probe sees.
    fn seen_by_browsers(mut self, page: &str) -> Self {
        let to = format!("https://ci:{SECRET}@go.example.com/tool2?access_token={SECRET}");
        let route = format!(
            "path = '/tool*'\nagent = 'Mozilla'\nheaders = {{ Location = '{to}' }}\n\
             body = '''\n{page}'''\n[[host.route]]\npath = '/tool'\n"
        );
        self.hosts = self.hosts.replacen("path = '/tool'\n", &route, 1);
        self
    }
}

/// What a page of plain text says too is shown by go.
fn way(about: &'static str, machine: &str, page: &str, arrives: &'static str) -> Way {
    let body = format!("headers = {{ Content-Type = 'text/plain' }}\nbody = '''\n{page}'''\n");
    Way {
        about,
        machine: machine.to_owned(),
        hosts: format!("{}{REPOSITORY}", site(&body)),
        arrives,
        page: Some(page.to_owned()),
    }
}
