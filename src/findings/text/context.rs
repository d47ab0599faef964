//! What the lines around an error tell about it.

use std::collections::{BTreeSet, VecDeque};

/// What was seen so far. What tells where and how the build runs holds for the rest of the log;
/// what go chatted about a request holds until the next error.
#[derive(Clone, Debug, Default)]
pub(crate) struct Context {
    clues: BTreeSet<Clue>,
    chatter: BTreeSet<Clue>,
    page_status: Option<u16>,
    goauth: Option<Goauth>,
    tags: VecDeque<Tag>,
    alike: Option<String>,
}

/// A tag that go found, says `-v`.
#[derive(Clone, Debug)]
struct Tag {
    prefix: String,
    root: String,
}

/// Something that a line tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Clue {
    /// The build runs in a container.
    Container,
    /// A page could not be fetched, says `-v`.
    FetchFailed,
    /// `GOINSECURE` was set.
    Goinsecure,
    /// `HTTP_PROXY` was set, and `HTTPS_PROXY` was not.
    HttpProxyOnly,
    /// A machine builds: its tool writes times, steps or groups in front of the lines.
    Machine,
    /// A version control tool is missing.
    MissingTool,
    /// `GOPROXY` was set to another host than the default one.
    OwnGoproxy,
    /// The command runs under proxychains or the like.
    Preloaded,
    /// A request of `GOINSECURE`'s client ran out of time, says `-x`.
    RanOut,
    /// The build runs in a sandbox with an environment of its own.
    Sandbox,
    /// The line comes from a module proxy server.
    Server,
}

/// How GOAUTH failed, as `-x` tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Goauth {
    /// GOAUTH failed; `-x` does not tell yet which part of it.
    Failed,
    /// Its command failed.
    Command,
    /// `git credential fill` failed.
    Fill,
}

impl Context {
    /// Whether `clue` was seen.
    pub(crate) fn has(&self, clue: Clue) -> bool {
        self.clues.contains(&clue) || self.chatter.contains(&clue)
    }

    /// The status of the page that was parsed last, says `-v`.
    pub(crate) fn page_status(&self) -> u16 {
        self.page_status.unwrap_or_default()
    }

    /// How GOAUTH failed.
    pub(crate) fn goauth(&self) -> Option<Goauth> {
        self.goauth
    }

    /// The path of another error of the log, next to this one, that is the same fault at the same host.
    pub(crate) fn alike(&self) -> Option<&str> {
        self.alike.as_deref()
    }

    /// Takes in that an error about `path` next to this one is the same fault at the same host.
    pub(crate) fn see_alike(&mut self, path: &str) {
        self.alike = Some(path.to_owned());
    }

    /// Takes in that a tool wrote something in front of the line.
    pub(crate) fn see_machine(&mut self) {
        self.clues.insert(Clue::Machine);
    }

    /// The prefixes of the tags that go found.
    pub(crate) fn tags(&self) -> impl Iterator<Item = &str> {
        self.tags.iter().map(|tag| tag.prefix.as_str())
    }

    /// Whether the tags at both prefixes name one repository; where one is not known, they may.
    pub(crate) fn may_share_root(&self, one: &str, other: &str) -> bool {
        let root = |prefix| self.tags.iter().rfind(|tag| tag.prefix == prefix).map(|tag| &tag.root);
        root(one).zip(root(other)).is_none_or(|(one, other)| one == other)
    }

    /// Whether GOAUTH is still telling what went wrong: its lines are no errors of their own.
    pub(crate) fn is_goauth_speaking(&self, line: &str) -> bool {
        self.goauth.is_some() && !line.contains("# get ") && !line.contains("go: ")
    }

    /// Takes in a line as it is in the log: its noise tells where the build runs.
    pub(crate) fn see_raw(&mut self, line: &str) {
        for (clue, words) in PLACES {
            if words.iter().any(|word| line.contains(word)) {
                self.clues.insert(*clue);
            }
        }
        if line.contains("operation=download.") || line.contains("http-path=") {
            self.chatter.insert(Clue::Server);
        }
    }

    /// Takes in a line without its noise.
    pub(crate) fn see(&mut self, line: &str) {
        self.see_settings(line);
        self.see_goauth(line);
        self.see_tag(line);
        if line.contains("Parsing meta tags from ") {
            self.page_status = status_code(line);
        }
        let chatter = [
            (Clue::FetchFailed, line.contains("fetch failed: ")),
            (Clue::MissingTool, line.contains("go: missing ") && line.contains(" command.")),
            (Clue::RanOut, line.contains("# get ") && line.contains("Client.Timeout exceeded")),
        ];
        self.chatter.extend(chatter.iter().filter(|(_, seen)| *seen).map(|(clue, _)| *clue));
    }

    /// Forgets what belonged to the error that just ended.
    pub(crate) fn end_error(&mut self) {
        self.chatter.clear();
        (self.page_status, self.goauth) = (None, None);
    }

    fn see_settings(&mut self, line: &str) {
        if is_set(line, "HTTPS_PROXY=") {
            self.clues.remove(&Clue::HttpProxyOnly);
        } else if is_set(line, "HTTP_PROXY=") {
            self.clues.insert(Clue::HttpProxyOnly);
        }
        if is_set(line, "GOINSECURE=") {
            self.clues.insert(Clue::Goinsecure);
        }
        if line.split("GOPROXY=").skip(1).any(is_other_proxy) {
            self.clues.insert(Clue::OwnGoproxy);
        }
    }

    fn see_tag(&mut self, line: &str) {
        let field = |name: &str| Some(line.split_once(name)?.1.split('"').next()?.to_owned());
        let Some((prefix, root)) = field("Prefix:\"").zip(field("RepoRoot:\"")) else { return };
        if self.tags.len() >= MOST_TAGS {
            self.tags.pop_front();
        }
        self.tags.push_back(Tag { prefix, root });
    }

    fn see_goauth(&mut self, line: &str) {
        if line.contains("GOAUTH encountered errors for ") {
            self.goauth = Some(Goauth::Failed);
        } else if self.goauth == Some(Goauth::Failed) && line.contains("GOAUTH=") {
            let fill = line.contains("'git credential fill' failed");
            self.goauth = Some(if fill { Goauth::Fill } else { Goauth::Command });
        }
    }
}

/// Words of which one is in every line that tells something.
pub(crate) const CLUES: &[&str] = &[
    "PROXY=",
    "GOINSECURE=",
    "fetch failed: ",
    "Parsing meta tags from ",
    "found meta tag ",
    "# get ",
    "GOAUTH",
    "operation=download.",
    "http-path=",
    " : RUN ",
    " ---> Running in ",
    "The command '/bin/sh -c",
    "] RUN ",
    "roxychains",
    "roxyChains",
    "LD_PRELOAD=",
    "tsocks ",
    "omebrew",
    "flatpak-builder",
    "nix-build",
    "rpmbuild",
    "/nix/store/",
];

/// As many tags are remembered.
const MOST_TAGS: usize = 64;

/// Words of the tools that run a build in a place of its own.
const PLACES: &[(Clue, &[&str])] = &[
    (Clue::Container, &[" : RUN ", " ---> Running in ", "The command '/bin/sh -c", "] RUN "]),
    (Clue::Preloaded, &["roxychains", "roxyChains", "LD_PRELOAD=", "tsocks "]),
    (Clue::Sandbox, &["omebrew", "flatpak-builder", "nix-build", "rpmbuild", "/nix/store/"]),
];

fn is_other_proxy(value: &str) -> bool {
    let value = value.trim_start_matches(['"', '\'']);
    value.starts_with("http") && !value.starts_with("https://proxy.golang.org")
}

/// Whether `line` gives the variable a value; `go env` prints those without one, too.
fn is_set(line: &str, name: &str) -> bool {
    let value = line.split_once(name).map_or("", |(_, value)| value);
    let value = value.trim_start_matches(['"', '\'']);
    value.starts_with(|c: char| !c.is_whitespace() && c != ';')
}

/// The number in `(status code 502)`.
fn status_code(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("(status code ")?;
    rest.split(')').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(lines: &[&str]) -> Context {
        let mut context = Context::default();
        for line in lines {
            context.see_raw(line);
            context.see(line);
        }
        context
    }

    #[test]
    fn settings_stay_and_chatter_goes() {
        let mut context = after(&["$ HTTP_PROXY=socks5://h go get x", "https fetch failed: x"]);
        assert!(context.has(Clue::HttpProxyOnly) && context.has(Clue::FetchFailed));
        context.end_error();
        assert!(context.has(Clue::HttpProxyOnly) && !context.has(Clue::FetchFailed));
        context.see("export HTTPS_PROXY=http://h");
        assert!(!context.has(Clue::HttpProxyOnly));
    }

    #[test]
    fn a_mirror_is_another_proxy_than_the_default() {
        assert!(
            after(&["RUN export GOPROXY=https://mirror.test/; go build"]).has(Clue::OwnGoproxy)
        );
        assert!(!after(&["GOPROXY=https://proxy.golang.org,direct"]).has(Clue::OwnGoproxy));
    }

    #[test]
    fn what_go_env_prints_is_a_setting_where_it_has_a_value() {
        assert!(!after(&["GOINSECURE=''", "set GOINSECURE="]).has(Clue::Goinsecure));
        assert!(after(&["GOINSECURE='*.test'"]).has(Clue::Goinsecure));
    }

    #[test]
    fn tags_tell_their_prefix_and_repository() {
        let tag = |prefix, root| {
            format!(
                "get \"{prefix}\": found meta tag vcs.metaImport{{Prefix:\"{prefix}\", VCS:\"git\", RepoRoot:\"{root}\"}} at //x"
            )
        };
        let (one, other) = (tag("a.b/c", "https://g/c"), tag("a.b/c/d", "https://g/d"));
        let context = after(&[&one, &other]);
        assert_eq!(context.tags().collect::<Vec<_>>(), ["a.b/c", "a.b/c/d"]);
        assert!(!context.may_share_root("a.b/c", "a.b/c/d"));
        assert!(context.may_share_root("a.b/c", "a.b/e"));
    }

    #[test]
    fn goauth_tells_how_it_failed() {
        let first = "GOAUTH encountered errors for https://a.b/c?go-get=1:";
        assert_eq!(
            after(&[first, "  GOAUTH=x: could not run command x"]).goauth(),
            Some(Goauth::Command)
        );
        let fill = "  GOAUTH=git /d: 'git credential fill' failed (url=x): exit status 128";
        assert_eq!(after(&[first, fill]).goauth(), Some(Goauth::Fill));
    }
}
