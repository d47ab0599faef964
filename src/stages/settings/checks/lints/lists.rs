//! What the checks of settings share: the settings of a run, the patterns in them, lines that set others.

use crate::{
    findings::view::View,
    go::{
        cmd::{
            env::{GoEnv, Origin, Setting},
            proxy_list::{self, Source},
        },
        std::strconv::text::{lossy, quote},
        xmod::pattern::is_malformed,
    },
    secret::redact_url,
    shell::word,
    trace::{ArgumentRead, Settings, SurroundingsSeen},
};

/// The variables that hold lists of module path patterns.
pub(crate) const LISTS: &[&str] = &["GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOINSECURE"];

/// One pattern of a list.
pub(crate) struct Pattern<'a> {
    /// The variable that holds it.
    pub(crate) setting: &'a Setting,
    /// The pattern as it is written there.
    pub(crate) text: &'a str,
    /// The hosts that go asks as servers, for GOINSECURE.
    pub(crate) servers: Vec<String>,
}

impl Pattern<'_> {
    /// The pattern and its place, for the evidence.
    pub(crate) fn seen(&self) -> String {
        let text = redact_url(self.text);
        format!("{} holds {} ({})", self.setting.name, quote(text), self.setting.origin)
    }

    /// Whether it can match, and names a host that is no server of go's.
    pub(crate) fn is_host(&self) -> bool {
        let text = self.text.trim_end_matches('/').to_owned();
        text.contains('.')
            && !text.contains(divides)
            && cleaned(&text) == text
            && !self.servers.contains(&text)
    }

    /// The line that gives the whole list a value in which every pattern can match.
    pub(crate) fn cure(&self) -> String {
        let pieces = self.setting.value.expose().split(',').flat_map(|text| {
            text.split(divides).map(cleaned).filter(|text| !text.is_empty()).collect::<Vec<_>>()
        });
        let proxies = match self.setting.name.as_str() {
            "GOINSECURE" => &self.servers,
            _ => &Vec::new(),
        };
        let kept: Vec<_> = pieces.filter(|text| !proxies.contains(text)).collect();
        assign(&self.setting.name, &self.setting.origin, &kept.join(","))
    }
}

/// What people put between patterns, in place of the comma that is due.
pub(crate) fn divides(c: char) -> bool {
    c.is_whitespace() || matches!(c, ';' | '|')
}

/// Whether a pattern is a word that means yes or no.
pub(crate) fn is_switch(text: &str) -> bool {
    const SWITCHES: &[&str] =
        &["0", "1", "true", "false", "yes", "no", "on", "all", "enable", "enabled"];
    SWITCHES.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// The `:8443` or `:*` of a pattern whose first element has one.
pub(crate) fn port(pattern: &str) -> Option<&str> {
    let host = pattern.split('/').next()?;
    let (at, digits) = (host.find(':')?, host.split_once(':')?.1);
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    (is_number || digits == "*").then(|| host.get(at..)).flatten()
}

/// A pattern without scheme, user and port; nothing where it never matches.
fn cleaned(pattern: &str) -> String {
    let path = pattern
        .split_once("://")
        .map_or(pattern, |(_, place)| place.rsplit_once('@').map_or(place, |(_, path)| path));
    let path = unadorned(path).unwrap_or_else(|| path.to_owned());
    let path = port(&path).map_or(path.clone(), |port| path.replacen(port, "", 1));
    if is_switch(&path) || is_malformed(&path) { String::new() } else { path }
}

/// A pattern without what no module path has, so that it never matches: quotation marks, `git@host:`, capitals in the host, `.git` or
/// `@v1` or `/...` at the end; none where it has nothing of it.
pub(crate) fn unadorned(pattern: &str) -> Option<String> {
    const QUOTES: [char; 7] = ['"', '\'', '`', '“', '”', '‘', '’'];
    let mut path = pattern.trim_matches(QUOTES).to_owned();
    if !path.contains("://") {
        if let Some((login, place)) =
            path.clone().split_once('@').filter(|(it, _)| !it.contains('/'))
        {
            path = if login.contains('.') { login.to_owned() } else { place.replacen(':', "/", 1) };
        } else if let Some((module, _)) = path.clone().split_once("@v") {
            module.clone_into(&mut path);
        }
    }
    for end in ["/...", ".git"] {
        path.truncate(path.strip_suffix(end).map_or(path.len(), str::len));
    }
    let path = in_small_letters(&path);
    (path != pattern && !path.is_empty()).then_some(path)
}

/// The pattern with its host in small letters, as the first element of every module path is; a class of letters stays.
fn in_small_letters(pattern: &str) -> String {
    let (host, rest) = pattern.split_at(pattern.find('/').unwrap_or(pattern.len()));
    if host.contains(['[', '\\']) { pattern.to_owned() } else { host.to_ascii_lowercase() + rest }
}

impl<'a> View<'a> {
    /// Whether the run looked something up, beyond reading the settings.
    pub(crate) fn is_lookup(&self) -> bool {
        self.trace.first::<ArgumentRead>().is_some()
    }

    /// The settings in force.
    pub(crate) fn settings(&self) -> &'a [Setting] {
        self.trace.first::<Settings>().map(|read| read.settings.as_slice()).unwrap_or_default()
    }

    /// The settings, to be asked.
    pub(crate) fn env(&self) -> GoEnv {
        self.settings().to_vec().into()
    }

    /// go's text, where it refuses to work with them.
    pub(crate) fn settings_error(&self) -> Option<&'a str> {
        self.trace.all::<Settings>().find_map(|(_, read)| read.error.as_deref())
    }

    /// What changes how the settings take effect.
    pub(crate) fn surroundings(&self) -> Option<&'a SurroundingsSeen> {
        self.trace.first::<SurroundingsSeen>()
    }

    /// Every pattern of every list, where it was written; none that is empty.
    pub(crate) fn patterns(&self) -> impl Iterator<Item = Pattern<'a>> {
        let own = |setting: &&Setting| !matches!(setting.origin, Origin::From(_) | Origin::Default);
        let lists = self.settings().iter().filter(|setting| LISTS.contains(&setting.name.as_str()));
        let servers = servers(&self.env());
        lists.filter(own).flat_map(move |setting| {
            let pieces = setting.value.expose().split(',').filter(|text| !text.is_empty());
            let servers = servers.clone();
            pieces.map(move |text| Pattern { setting, text, servers: servers.clone() })
        })
    }
}

/// The hosts of GOPROXY and GOSUMDB.
fn servers(env: &GoEnv) -> Vec<String> {
    let list = proxy_list::parse(env.get("GOPROXY"), "").unwrap_or_default();
    let proxies = list.into_iter().filter_map(|entry| match entry.source {
        Source::Proxy(url) => Some(lossy(url.hostname())),
        _ => None,
    });
    let database = env.get("GOSUMDB").split([' ', '+']).next().unwrap_or_default().to_owned();
    proxies.chain([database]).filter(|host| host.contains('.')).collect()
}

/// The line that gives a variable another value where its present one is set.
///
/// Where the value holds a password, `xxxxx` replaces it, and the line says so.
pub(crate) fn assign(name: &str, origin: &Origin, value: &str) -> String {
    let shown = redact_url(value);
    let remark = if shown == value { "" } else { REMARK };
    let line = match (origin, shown.as_str()) {
        (Origin::Os, "") => format!("unset {name}"),
        (Origin::Os, value) => format!("export {name}={}", word(value)),
        (_, "") => format!("go env -u {name}"),
        (_, value) => format!("go env -w {name}={}", word(value)),
    };
    line + remark
}

/// The line that gives an environment variable a value, which may hold a masked password.
pub(crate) fn export(name: &str, value: &str) -> String {
    let remark = if value.contains(":xxxxx@") { REMARK } else { "" };
    assign(name, &Origin::Os, value) + remark
}

const REMARK: &str = "    # with the password in place of xxxxx";

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::{
        findings::Finding,
        go::{
            cmd::{
                auth::netrc,
                env::{Sources, empty, odd_lines, unknown},
            },
            version::Version,
        },
        stages,
        trace::{Event, Fact, Header, HttpProxiesRead, NetrcRead, ProxyVariable, Step, Trace},
    };

    /// What a run found: its release, variables, file of settings and netrc file.
    #[derive(Clone, Copy, Default)]
    struct Setup<'a> {
        go: &'a str,
        os: &'a [(&'a str, &'a str)],
        file: &'a str,
        netrc: &'a str,
    }

    impl Setup<'_> {
        fn found(self, name: &str) -> Option<Finding> {
            let event = |fact| Event::of(None, Step::Settings, fact);
            let events = self.facts().into_iter().map(event).collect();
            let trace = Trace { header: Header::of_page("", self.release()), events };
            stages::settings_findings(&trace).into_iter().find(|finding| finding.name == name)
        }

        fn release(self) -> Version {
            if self.go.is_empty() { Version::NEWEST } else { self.go.parse().unwrap() }
        }

        fn facts(self) -> Vec<Fact> {
            let os = self.os.iter().map(|(name, value)| ((*name).into(), (*value).into()));
            let file = Some(("/f".into(), self.file.into()));
            let sources = Sources { os: os.collect(), file, go_env: None };
            let settings = GoEnv::new(&sources, self.release()).settings().to_vec();
            let seen = SurroundingsSeen {
                unknown: unknown(&sources),
                empty: empty(&sources),
                odd: odd_lines(self.file),
                all_proxy: self.proxies("ALL_PROXY").next(),
                ..SurroundingsSeen::default()
            };
            let (entries, odd) = netrc::read(self.netrc.as_bytes());
            let machines = entries.iter().map(|entry| lossy(&entry.machine)).collect();
            let set = self.proxies("HTTP_PROXY").chain(self.proxies("HTTPS_PROXY")).collect();
            vec![
                Settings { settings: settings.into(), error: None }.into(),
                seen.into(),
                NetrcRead { file: "/n".into(), machines, odd, error: None }.into(),
                HttpProxiesRead { set }.into(),
            ]
        }

        /// The variables with that name, in capitals or not.
        fn proxies(self, wanted: &str) -> impl Iterator<Item = ProxyVariable> {
            let set = self.os.iter().filter(move |(name, value)| {
                name.eq_ignore_ascii_case(wanted) && !value.is_empty()
            });
            set.map(|(name, value)| ProxyVariable {
                name: (*name).into(),
                value: redact_url(value),
                ignored: value.starts_with(' '),
            })
        }
    }

    /// The finding `name` for a run with these variables and this file of settings.
    pub(crate) fn found(name: &str, os: &[(&str, &str)], file: &str) -> Option<Finding> {
        Setup { os, file, ..Setup::default() }.found(name)
    }

    /// The finding `name` for a run of the release `go` with these variables and this netrc file.
    pub(crate) fn found_by(
        name: &str,
        go: &str,
        os: &[(&str, &str)],
        netrc: &str,
    ) -> Option<Finding> {
        Setup { go, os, netrc, ..Setup::default() }.found(name)
    }

    /// What the finding says to type first.
    pub(crate) fn cure(name: &str, os: &[(&str, &str)], file: &str) -> Option<String> {
        found(name, os, file)?.fix.into_iter().next()
    }

    #[test]
    fn a_masked_password_is_said_to_be_one() {
        assert_eq!(export("A", "http://h:1"), "export A=http://h:1");
        let line = "export A=http://u:xxxxx@h    # with the password in place of xxxxx";
        assert_eq!(export("A", "http://u:xxxxx@h"), line);
    }

    #[test]
    fn lines_for_the_shell() {
        assert_eq!(assign("A", &Origin::Os, "x y"), "export A='x y'");
        assert_eq!(assign("A", &Origin::Os, ""), "unset A");
        assert_eq!(assign("A", &Origin::Default, "x,*.y"), "go env -w A='x,*.y'");
        assert_eq!(assign("A", &Origin::Default, "it's"), r"go env -w A='it'\''s'");
    }
}
