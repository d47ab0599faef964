//! A host that seems private, left public.

use super::lints::lists::assign;
use crate::{
    findings::{Check, Found, check, view::View},
    go::{
        cmd::{
            codehost::git::private_note,
            env::Origin,
            proxy_list::{self, Source},
        },
        std::{net::url::authority_of, strconv::text::lossy},
        xmod::pattern,
    },
    shell::is_plain,
    trace::{CommandRan, NetrcRead, ProxyAsked, Step},
};

check! {
    /// Something says that modules of a host are private: GOINSECURE names it, netrc has a login for a forge of that name, or its repository
    /// asks for a login. But GOPRIVATE does not, so that go asks the public proxy for them first, and tells it their names.
    ///
    /// The proxy cannot reach a private host: its 404 or 410 leads go on to the host itself, its other errors do not. Name the host in
    /// GOPRIVATE; then neither proxy nor checksum database hear of it.
    "private-module-asked-of-public-proxy", Note, aside, quiet in "repo-login-wanted"
}

/// What the hosts of forges are called.
const FORGES: &[&str] = &[
    "bitbucket",
    "code",
    "forgejo",
    "gerrit",
    "git",
    "gitea",
    "github",
    "gitlab",
    "gogs",
    "scm",
    "stash",
    "vcs",
];

/// Module proxies for everyone.
const PROXIES: [&str; 3] = ["proxy.golang.org", "goproxy.io", "goproxy.cn"];

/// Forges for everyone: a login for them says nothing about a module.
const PUBLIC: &[&str] = &["bitbucket.org", "codeberg.org", "gitee.com", "github.com", "gitlab.com"];

/// The settings alone, for a run that looked nothing up.
pub(crate) const IN_SETTINGS: Check =
    Check { find: find_in_settings, quiet_in: "settings-private", ..CHECK };

/// A module that the public proxy was asked for, and whose repository wants a login.
fn find(view: &View<'_>) -> Option<Found> {
    let asked = view.trace.all::<ProxyAsked>().filter(|(event, _)| !event.probe);
    let (event, asked) = { asked }.find(|(_, asked)| {
        let host = authority_of(&asked.url).unwrap_or_default();
        PROXIES.contains(&host)
    })?;
    let module = event.path.as_deref()?;
    let ran = view.trace.all::<CommandRan>();
    let ran = ran.filter(|(other, _)| other.path == event.path && !other.probe);
    let said = ran.map(|(_, it)| lossy(&it.ran.stderr.0));
    let said = { said }.find(|said| private_note(said, view.trace.header.go).is_some())?;
    let title = format!("{module} is private, and {} was asked for it.", authority_of(&asked.url)?);
    let found = Found::new(Step::Proxy, title).seen(asked.url.clone());
    Some(
        found
            .seen(format!("git: {}", said.trim().replace('\n', "; ")))
            .fix(view.add_to("GOPRIVATE", &around(module))),
    )
}

/// A pattern for a module and what is around it: the host, or the owner at a forge for everyone.
fn around(module: &str) -> String {
    let elements: Vec<&str> = module.split('/').collect();
    let shown = if PUBLIC.contains(&elements[0]) { 2 } else { 1 };
    elements.into_iter().take(shown).collect::<Vec<_>>().join("/")
}

fn find_in_settings(view: &View<'_>) -> Option<Found> {
    let env = view.env();
    let proxy = public_proxy(env.get("GOPROXY"))?;
    let is_covered =
        |host: &String| pattern::matches(env.get("GONOPROXY"), &host.replace('*', "x")).is_some();
    let (host, seen) = named(view).find(|(host, _)| !is_covered(host))?;
    let title = format!("{host} seems to be private, and GOPRIVATE does not name it.");
    let list = [env.get("GOPRIVATE"), &host].into_iter().filter(|text| !text.is_empty());
    let list = list.collect::<Vec<_>>().join(",");
    let origin = view.setting("GOPRIVATE").map_or(&Origin::Default, |setting| &setting.origin);
    Some(
        Found::new(Step::Settings, title)
            .seen(seen)
            .seen(format!("GOPROXY asks {proxy} for its modules first"))
            .fix(assign("GOPRIVATE", origin, &list)),
    )
}

/// The first proxy of the list, where it is one for everyone.
fn public_proxy(list: &str) -> Option<String> {
    let first = proxy_list::parse(list, "").ok()?.into_iter().next()?;
    let Source::Proxy(url) = first.source else { return None };
    let host = lossy(url.hostname());
    PROXIES.contains(&&*host).then_some(host)
}

/// Hosts that something says to be private, and what says it.
fn named(view: &View<'_>) -> impl Iterator<Item = (String, String)> {
    let insecure = view.patterns().filter(|pattern| pattern.setting.name == "GOINSECURE");
    let insecure = insecure
        .filter(|pattern| pattern.is_host() && is_plain(&pattern.text.replace('*', "x")))
        .map(|pattern| (pattern.text.trim_end_matches('/').to_owned(), pattern.seen()));
    let insecure: Vec<_> = insecure.collect();
    insecure.into_iter().chain(logins(view))
}

/// Machines of netrc that are named as forges are.
fn logins(view: &View<'_>) -> Vec<(String, String)> {
    let Some(NetrcRead { file, machines, .. }) = view.trace.first() else { return Vec::new() };
    let is_forge = |machine: &&String| {
        let first = machine.split(['.', '-']).next().unwrap_or_default();
        let plain = machine.contains('.') && !machine.contains([':', '/', '*']);
        plain && FORGES.contains(&first) && !PUBLIC.contains(&machine.as_str())
    };
    let seen = |machine: &String| (machine.clone(), format!("{file} has a login for {machine}"));
    machines.iter().filter(is_forge).map(seen).collect()
}

#[cfg(test)]
mod tests {
    use super::super::lints::lists::tests::{cure, found_by};

    const NAME: &str = "private-module-asked-of-public-proxy";

    #[test]
    fn goinsecure_says_it() {
        let fixed = |vars: &[(&str, &str)]| cure(NAME, vars, "");
        let line = "go env -w GOPRIVATE='*.a.test'";
        assert_eq!(fixed(&[("GOINSECURE", "*.a.test")]).as_deref(), Some(line));
        assert_eq!(fixed(&[("GOINSECURE", "git.a.test"), ("GOPRIVATE", "*.a.test")]), None);
        assert_eq!(fixed(&[("GOINSECURE", "git.a.test"), ("GOPROXY", "direct")]), None);
        assert_eq!(fixed(&[("GOINSECURE", "1,*")]), None);
    }

    #[test]
    fn netrc_says_it() {
        let fixed = |machine: &str| {
            let netrc = format!("machine {machine} login u password p");
            let found = found_by(NAME, "", &[("GOPRIVATE", "b.test")], &netrc)?;
            found.fix.into_iter().next()
        };
        let line = "export GOPRIVATE=b.test,git.a.test";
        assert_eq!(fixed("git.a.test").as_deref(), Some(line));
        for machine in ["github.com", "api.heroku.com", "git.b.test.com:8443", "b.test"] {
            assert_eq!(fixed(machine), None, "{machine}");
        }
    }
}
