//! A scenario in which everything but its own fault is in order: repositories are where tags and
//! paths say.

use std::sync::LazyLock;

use goget_doctor::lab::{Base64, Host, Route, Scenario, Ssh};
use regex::{NoExpand, Regex};

use super::page::content;

/// The words that a reader fills in.
pub(crate) fn filled_in(fix: &str, scenario: &Scenario) -> String {
    let routes = scenario.host.iter().flat_map(|host| &host.route);
    let auth = routes.filter_map(|route| route.auth.as_ref().or(route.login.as_ref()));
    let proxies = scenario.host.iter().filter_map(|host| host.proxy.as_ref()?.auth.as_ref());
    let (user, password) = auth
        .chain(proxies)
        .next()
        .map_or(("", ""), |auth| (auth.user.as_str(), auth.password.as_str()));
    let host = scenario.path.split('/').next().unwrap_or_default();
    let words = [
        ("REPOSITORY", "git.example.com/fixed.git"),
        ("HOST", host),
        ("USER", user),
        ("NAME", user),
        ("TOKEN", password),
        ("PASSWORD", password),
        ("VALUE", password),
    ];
    // A word is whole: GIT_CONFIG_VALUE_0 is a name.
    words.iter().fold(fix.to_owned(), |text, (word, value)| {
        let whole = Regex::new(&format!(r"\b{word}\b")).unwrap();
        whole.replace_all(&text, NoExpand(value)).into_owned()
    })
}

/// The scenario with a repository for `path` and whatever its pages name.
pub(crate) fn in_order(scenario: &Scenario, path: &str) -> Scenario {
    static REPO: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"([a-z0-9.]+/?[A-Za-z0-9./]*) git https?://([a-z.]+)(/[A-Za-z0-9./]+)( [a-z/]+)?",
        )
        .unwrap()
    });
    let mut all = scenario.clone();
    let routes = scenario.host.iter().flat_map(|host| &host.route);
    let lossy = |bytes: &Base64| String::from_utf8_lossy(&bytes.0).into_owned();
    let texts = routes.flat_map(|route| {
        [route.import.clone(), route.body.clone(), route.base64.as_ref().map(lossy)]
    });
    let texts: Vec<String> = texts.flatten().collect();
    for found in texts.iter().flat_map(|text| REPO.captures_iter(text)) {
        let part = |at: usize| found.get(at).map_or("", |it| it.as_str().trim());
        let place = Place { root: part(1), host: part(2), at: part(3), subdir: part(4) };
        place.serve(path, &mut all);
    }
    let (host, rest) = path.split_once('/').unwrap_or((path, ""));
    let at = format!("/{rest}");
    let suffix = at.find(".git").map(|end| &at[..end]);
    match suffix.or((host == "github.com").then_some(&at)) {
        Some(at) => Place { root: path, host, at, subdir: "" }.serve(path, &mut all),
        None => {
            add(
                &mut all,
                host,
                &format!("path = '{at}'\nimport = '{path} git https://git.example.com/fixed.git'"),
            );
        }
    }
    Place { root: path, host: "git.example.com", at: "/fixed.git", subdir: "" }
        .serve(path, &mut all);
    add(&mut all, "proxy.golang.org", "path = '/no/such/module'\nstatus = 404");
    all
}

/// The scenario whose servers speak ssh too, and know the key that is at home.
pub(crate) fn with_ssh(fix: &str, scenario: &Scenario) -> Scenario {
    let mut all = in_order(scenario, asked(fix, scenario));
    for host in all.host.iter_mut().filter(|host| host.https.is_some()) {
        let served = host.route.iter();
        let served =
            served.filter_map(|route| Some((route.path.get_ref().clone(), route.git.clone()?)));
        host.ssh = Some(Ssh { repos: served.collect(), ..Ssh::default() });
    }
    let known = all.host.iter().map(|host| format!("{} {{ssh host}}\n", host.name.get_ref()));
    let known = known.collect::<Vec<_>>().concat();
    let text = format!(
        "about = 'x'\npath = 'x.test/y'\n[files]\n'~/.ssh/id_ed25519' = {{ ssh-key = {{ of = 'ann' }} }}\n\
         '~/.ssh/known_hosts' = {{ text = '''\n{known}''' }}\n[expect]\nok = true\n"
    );
    all.files.extend(Scenario::parse("ssh", &text).unwrap().files);
    all
}

/// The scenario with the certificates of its authorities in a file at home, which a reader has somewhere.
pub(crate) fn with_ca(scenario: &Scenario) -> Scenario {
    let mut all = scenario.clone();
    let names: Vec<_> = all.ca.keys().map(|name| format!("\"{name}\", ")).collect();
    let authorities: Vec<_> = all.ca.keys().map(|name| format!("[ca.{name}]\n")).collect();
    let text = format!(
        "about = 'x'\npath = 'x.test/y'\n[files]\n'~/CA.pem' = {{ certs = [{}\"lab\"] }}\n{}[expect]\nok = true\n",
        names.concat(),
        authorities.concat()
    );
    all.files.extend(Scenario::parse("ca", &text).unwrap().files);
    all
}

/// A route that answers as one does that says nothing.
pub(crate) fn route() -> Route {
    host("x.test", "path = '/'\nstatus = 200").route.remove(0)
}

/// A repository, and what is said of it.
struct Place<'a> {
    root: &'a str,
    host: &'a str,
    at: &'a str,
    subdir: &'a str,
}

impl Place<'_> {
    /// Lets the lab serve it, with what `go` needs to take `path` from it.
    fn serve(&self, path: &str, scenario: &mut Scenario) {
        let name = format!("{}{}", self.host, self.at).replace(|c: char| !c.is_alphanumeric(), "-");
        if scenario.repo.iter().any(|repo| *repo.name.get_ref() == name) {
            return;
        }
        let inner = path.strip_prefix(self.root).unwrap_or_default().trim_matches('/');
        let major = inner.strip_prefix('v').and_then(|n| n.parse::<u32>().ok());
        let version = major.map_or("v0.1.0".to_owned(), |major| format!("v{major}.0.0"));
        let inner = if major.is_some() { "" } else { inner };
        let (module, below) = if scenario.module || path == self.root {
            (path, [self.subdir, inner].join("/"))
        } else {
            (self.root, self.subdir.to_owned())
        };
        let below = below.trim_matches('/');
        let slash = if below.is_empty() { "" } else { "/" };
        let package = [self.subdir, inner].join("/");
        let package = package.trim_matches('/');
        let files = format!(
            "\"{below}{slash}go.mod\" = \"module {module}\\n\", \"{package}/x.go\" = \"package x\\n\""
        )
        .replace("\"/x.go", "\"x.go");
        let text = format!(
            "about = 'x'\npath = 'x.test/y'\n[[repo]]\nname = '{name}'\nfiles = {{ {files} }}\n\
             tags = ['{below}{slash}{version}']\n[expect]\nok = true\n"
        );
        let repo = Scenario::parse("repo", &text).unwrap_or_else(|e| panic!("{e}: {text}")).repo;
        let served = served(scenario, self.host, self.at);
        if !served {
            scenario.repo.extend(repo);
            add(scenario, self.host, &format!("path = '{}'\ngit = '{name}'", self.at));
        }
    }
}

/// Whether the scenario has a repository there.
fn served(scenario: &Scenario, host: &str, at: &str) -> bool {
    let hosts = scenario.host.iter().filter(|it| it.name.get_ref() == host);
    let mut routes = hosts.flat_map(|host| &host.route);
    routes.any(|route| route.git.is_some() && route.path.get_ref() == at)
}

/// Adds a route behind those that the host has.
fn add(scenario: &mut Scenario, name: &str, text: &str) {
    let new = host(name, text);
    match scenario.host.iter_mut().find(|host| host.name.get_ref() == name) {
        Some(host) => host.route.extend(new.route),
        None => scenario.host.push(new),
    }
}

/// A host with one route.
pub(crate) fn host(name: &str, route: &str) -> Host {
    let git = if route.contains("git = '") {
        let name = route.split("git = '").nth(1).and_then(|rest| rest.split('\'').next());
        format!("[[repo]]\nname = '{}'\nfiles = {{}}\n", name.unwrap_or_default())
    } else {
        String::new()
    };
    let text = format!(
        "about = 'x'\npath = 'x.test/y'\n{git}[[host]]\nname = '{name}'\nhttps = {{}}\n\
         [[host.route]]\n{route}\n[expect]\nok = true\n"
    );
    Scenario::parse("host", &text).unwrap_or_else(|e| panic!("{e}: {text}")).host.remove(0)
}

/// The import path that a pasted command asks for, or that of the scenario.
pub(crate) fn asked<'a>(fix: &'a str, scenario: &'a Scenario) -> &'a str {
    let got = fix.split("go get ").nth(1).and_then(|rest| rest.split_whitespace().next());
    got.unwrap_or_else(|| {
        let prefix = content(fix).split(' ').next().unwrap_or_default();
        if prefix.is_empty() || scenario.path.starts_with(prefix) { &scenario.path } else { prefix }
    })
}

/// Whether the lab can serve the repository of a tag, or of the tag that the page has.
pub(crate) fn is_served(tag: &str) -> bool {
    if tag.starts_with("<?xml ") {
        return true;
    }
    let repo = content(tag).split(' ').nth(2).and_then(|repo| repo.strip_prefix("https://"));
    repo.is_some_and(|repo| !repo.contains(':'))
}
