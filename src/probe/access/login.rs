//! Where git takes a login from over https, in its order (repositories.md §8.2): the URL, netrc, helpers, askpass. Whom
//! git asks, and with what success, `git credential fill` shows; the login itself is dropped at once.

use std::{io::ErrorKind, path::Path};

use super::{
    Answer, Programs,
    config::{Config, Entry},
    masks, remote,
};
use crate::{
    go::std::strconv::text::lossy,
    second::curl,
    trace::{AccessSeen, LoginCame, LoginFlaw, LoginKind, LoginSource},
};

/// How large a netrc file or git's list of commands may be, in bytes.
const MAX_FILE: u64 = 1 << 20;

impl Programs<'_> {
    /// Records where a login for `url` comes from, where that is one of http.
    pub(super) async fn logins(&self, seen: &mut AccessSeen, config: &Config, url: &str) {
        let Some((user, host)) = remote::http_host(url) else { return };
        seen.logins.extend(config.header());
        let in_url = of_url(user);
        let is_whole = in_url.as_ref().is_some_and(|it| it.came == LoginCame::Login);
        seen.logins.extend(in_url);
        seen.logins.extend(self.netrc(host, is_whole));
        let filled = if is_whole { Filled::default() } else { self.fill(url).await };
        let helpers = config.entries.iter().filter(|entry| entry.key.ends_with(".helper"));
        for helper in helpers.filter(|it| !it.value.is_empty()) {
            let absent = self.is_absent_helper(&helper.value).await;
            let flaw = absent.then_some(LoginFlaw::NoProgram);
            seen.logins.push(LoginSource { flaw, ..filled.helper(helper) });
        }
        seen.logins.extend(self.askpass(config, &filled));
        seen.no_login = filled.said;
    }

    /// The netrc file that git's library reads, which follows HOME alone.
    fn netrc(&self, host: &str, unasked: bool) -> Option<LoginSource> {
        let file = format!("{}/.netrc", self.variable("HOME").filter(|home| !home.is_empty())?);
        let text = self.world.read(Path::new(&file), MAX_FILE).ok()?;
        let came = match curl::login(&text, host) {
            _ if unasked => LoginCame::NotAsked,
            Some(_) => LoginCame::Login,
            None => LoginCame::Nothing,
        };
        Some(LoginSource { kind: LoginKind::Netrc, name: file, origin: None, came, flaw: None })
    }

    /// What becomes of git's search for a login.
    async fn fill(&self, url: &str) -> Filled {
        if url.contains(['\n', '\r', '\0']) {
            return Filled::default();
        }
        let file = self.place.join("commands");
        let traced = [("GIT_TRACE", file.to_str().unwrap_or("0"))];
        let input = format!("url={url}\n\n");
        let answer = self.ask(&["git", "credential", "fill"], &traced, input.as_bytes()).await;
        let commands = self.world.read(&file, MAX_FILE).unwrap_or_default();
        Filled::of(&answer, lossy(&commands))
    }

    /// Whether the program of a helper is not there: git's own kind, or a file; shell code is not looked into.
    async fn is_absent_helper(&self, helper: &str) -> bool {
        let program = helper.split(' ').next().unwrap_or_default();
        if program.starts_with('/') {
            return self
                .world
                .open(Path::new(program))
                .is_err_and(|e| e.kind() == ErrorKind::NotFound);
        }
        if program.starts_with('!') || program.is_empty() {
            return false;
        }
        let name = format!("git-credential-{program}");
        let own = self.ask(&["git", "--exec-path"], &[], b"").await.first_line();
        let path = self.variable("PATH").unwrap_or_default();
        let mut places = path.split(':').chain([own.as_str()]).filter(|place| !place.is_empty());
        !places.any(|place| self.world.open(&Path::new(place).join(&name)).is_ok())
    }

    fn askpass(&self, config: &Config, filled: &Filled) -> Option<LoginSource> {
        let set = |name: &str| self.variable(name).filter(|value| !value.is_empty());
        let configured = || config.last("core.askpass").map(str::to_owned);
        let (program, origin) = set("GIT_ASKPASS")
            .map(|it| (it, "GIT_ASKPASS"))
            .or_else(|| configured().map(|it| (it, "core.askPass")))
            .or_else(|| set("SSH_ASKPASS").map(|it| (it, "SSH_ASKPASS")))?;
        let came = filled.came(filled.commands.rfind(" for '"));
        let (name, origin) = (masks::code(&program), Some(origin.to_owned()));
        Some(LoginSource { kind: LoginKind::Askpass, name, origin, came, flaw: None })
    }
}

impl Config {
    /// The field with which git sends something like a login at once.
    fn header(&self) -> Option<LoginSource> {
        let value = self.effective("http.extraheader").filter(|value| !value.is_empty())?;
        let name = masks::setting("http.extraheader", value);
        let origin = self.entries.iter().rfind(|entry| entry.value == value).map(Entry::place);
        let flaw = is_variable(value).then_some(LoginFlaw::Variable);
        Some(LoginSource { kind: LoginKind::Header, name, origin, came: LoginCame::Login, flaw })
    }
}

/// The login in a URL, of which `user` is what is before `@`.
fn of_url(user: Option<&str>) -> Option<LoginSource> {
    let user = user?;
    let password = user.split_once(':').map(|(_, password)| password);
    let flaw = match password {
        Some("") => Some(LoginFlaw::Empty),
        _ if is_variable(user) => Some(LoginFlaw::Variable),
        _ => None,
    };
    // Behind a colon git looks for no password, be it empty.
    let came = if password.is_some() { LoginCame::Login } else { LoginCame::UserAlone };
    Some(LoginSource { kind: LoginKind::Url, name: "the URL".into(), origin: None, came, flaw })
}

/// Whether a login holds a variable that nobody filled in: `$TOKEN`, `${TOKEN}`, `%TOKEN%`, each also as URLs write it.
fn is_variable(login: &str) -> bool {
    let login = login.replace("%24", "$").replace("%7B", "{").replace("%7b", "{");
    let name =
        |rest: &str| rest.starts_with(|first: char| first.is_ascii_uppercase() || first == '{');
    login.split('$').skip(1).any(name)
}

/// How git's search for a login went.
#[derive(Debug, Default)]
struct Filled {
    /// The commands that git ran, one after the other, as it quotes them.
    commands: String,
    /// Whether there is a login now.
    found: bool,
    /// What git and those whom it asked complained of, where there is none.
    said: Vec<String>,
}

impl Filled {
    fn of(answer: &Answer, commands: String) -> Self {
        let has = |name: &str| {
            lossy(&answer.stdout)
                .lines()
                .any(|line| line.starts_with(name) && line.len() > name.len())
        };
        let found = answer.is_success() && (has("password=") || has("credential="));
        let said = if found { Vec::new() } else { answer.said() };
        Self { commands, found, said }
    }

    fn helper(&self, entry: &Entry) -> LoginSource {
        let came = self.came(self.commands.rfind(&command(&entry.value)));
        let (name, origin) = (masks::code(&entry.value), Some(entry.place()));
        LoginSource { kind: LoginKind::Helper, name, origin, came, flaw: None }
    }

    /// What came of a program that git started at `place` of its list, which ends where there is a login.
    fn came(&self, place: Option<usize>) -> LoginCame {
        let Some(place) = place else { return LoginCame::NotAsked };
        let rest = self.commands.get(place + 1..).unwrap_or_default();
        let asked_later = |line: &str| {
            line.contains("run_command: ") && (line.ends_with(" get'") || line.contains(" for "))
        };
        let is_last = !rest.lines().skip(1).any(asked_later);
        if self.found && is_last { LoginCame::Login } else { LoginCame::Nothing }
    }
}

/// The command that git makes of a helper, as it quotes it in its list.
fn command(helper: &str) -> String {
    let own = match helper.strip_prefix('!') {
        Some(code) => code.to_owned(),
        None if helper.starts_with('/') => helper.to_owned(),
        None => format!("git credential-{helper}"),
    };
    let quoted = own.replace('\'', r"'\''").replace('!', r"'\!'");
    format!("run_command: '{quoted} get'")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(value: &str) -> Entry {
        Entry { origin: "file:/g".into(), key: "credential.helper".into(), value: value.into() }
    }

    #[test]
    fn the_last_helper_that_git_asked_gave_the_login() {
        let commands = "x trace: run_command: 'git credential-store get'\nx trace: start_command: /bin/sh -c 'git credential-store get'\nx trace: run_command: 'f() { echo a; }; f get'\n";
        let filled = |found| Filled { commands: commands.into(), found, said: Vec::new() };
        let came = |found, value| filled(found).helper(&entry(value)).came;
        assert_eq!(came(true, "store"), LoginCame::Nothing);
        assert_eq!(came(true, "!f() { echo a; }; f"), LoginCame::Login);
        assert_eq!(came(false, "!f() { echo a; }; f"), LoginCame::Nothing);
        assert_eq!(came(true, "cache"), LoginCame::NotAsked);
    }

    #[test]
    fn a_user_alone_is_no_login() {
        let came = |user| of_url(user).map(|it| it.came);
        assert_eq!(came(Some("u:p")), Some(LoginCame::Login));
        assert_eq!(came(Some("u:")), Some(LoginCame::Login));
        assert_eq!(came(Some("u")), Some(LoginCame::UserAlone));
        assert_eq!(came(None), None);
    }
}
