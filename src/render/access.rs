//! What git and ssh would use for a repository.

use super::{
    Painter,
    env::{header, row},
    page::Page,
    painter::Role,
};
use crate::{
    report::access::AccessView,
    trace::{
        AccessSeen, GitSetting, IdentityFile, KnownHosts, LoginCame, LoginKind, LoginSource,
        SshHost, SshSettings,
    },
};

/// The URL and the rule that made it, git's settings, logins, and ssh.
pub fn human(view: &AccessView, painter: &Painter) -> String {
    let mut screen = Screen { page: Page::new(painter), painter };
    let seen = &view.seen;
    let repo = seen.repo.as_ref().map_or_else(|| "git and ssh".to_owned(), ToString::to_string);
    header(&mut screen.page, painter, &repo, view.go);
    screen.row("git", seen.git.as_deref().unwrap_or("not installed"), "");
    if let Some(error) = &seen.error {
        screen.row("", error, "");
    }
    screen.url(seen);
    screen.settings(seen);
    screen.logins(seen);
    if let Some(ssh) = &seen.ssh {
        screen.ssh(ssh);
    }
    screen.page.finish()
}

/// A screen in the making.
struct Screen<'a> {
    page: Page<'a>,
    painter: &'a Painter,
}

impl Screen<'_> {
    fn row(&mut self, label: &str, text: &str, aside: &str) {
        row(&mut self.page, self.painter, Role::Strong, label, text, aside);
    }

    fn url(&mut self, seen: &AccessSeen) {
        let Some(url) = &seen.url else { return };
        let same = seen.repo.as_ref() == Some(url);
        let text =
            if same { "as it is: no insteadOf rule takes it".to_owned() } else { url.to_string() };
        self.row("url", &text, "");
        if let Some(rule) = &seen.rule {
            self.row("rule", &format!("{} = {}", rule.key, rule.value), &place(rule));
        }
    }

    fn settings(&mut self, seen: &AccessSeen) {
        if seen.settings.is_empty() && seen.variables.is_empty() {
            return;
        }
        self.page.blank();
        for setting in &seen.settings {
            let mark = if setting.in_force == Some(false) { "not in force; " } else { "" };
            let text = format!("{} = {}", setting.key, setting.value);
            self.row("setting", &text, &format!("{mark}{}", place(setting)));
        }
        for variable in &seen.variables {
            self.row("variable", &format!("{}={}", variable.name, variable.value), "");
        }
    }

    fn logins(&mut self, seen: &AccessSeen) {
        if seen.logins.is_empty() && seen.no_login.is_empty() {
            return;
        }
        self.page.blank();
        for source in &seen.logins {
            let text = format!("{} {}: {}", kind(source), source.name, came(source));
            self.row("login", &text, source.origin.as_deref().unwrap_or_default());
        }
        for said in &seen.no_login {
            self.row("git says", said, "");
        }
    }

    fn ssh(&mut self, ssh: &SshSettings) {
        self.page.blank();
        self.row("ssh", &ssh.command, &format!("named by {}", ssh.named_by));
        if let Some(error) = &ssh.error {
            self.row("", error, "");
        }
        if let Some(host) = &ssh.host {
            self.host(host);
        }
        match (&ssh.agent, &ssh.no_agent) {
            (Some(keys), _) if keys.is_empty() => self.row("agent", "answers, and has no key", ""),
            (Some(keys), _) => keys.iter().for_each(|key| self.row("agent", key, "")),
            (None, why) => self.row("agent", "none", why.as_deref().unwrap_or_default()),
        }
    }

    fn host(&mut self, host: &SshHost) {
        let alias =
            if host.asked == host.name { String::new() } else { format!("for {}", host.asked) };
        self.row("server", &format!("{}@{} port {}", host.user, host.name, host.port), &alias);
        if let Some(through) = &host.through {
            self.row("", &format!("by way of {through}"), "");
        }
        if let Some(home) = &host.home {
            self.row("home", &format!("{home}, which is not HOME"), "~ in ssh's files");
        }
        for identity in &host.identities {
            self.row("key", &identity.path, &state(identity));
        }
        for known in &host.known {
            self.row("known hosts", &known.path, &keys(known));
        }
        self.row("", &format!("StrictHostKeyChecking {}", host.strict), "");
    }
}

fn place(setting: &GitSetting) -> String {
    match setting.line {
        Some(line) => format!("{}:{line}", setting.origin),
        None => setting.origin.clone(),
    }
}

fn kind(source: &LoginSource) -> &'static str {
    match source.kind {
        LoginKind::Askpass => "askpass",
        LoginKind::Header => "http.extraHeader",
        LoginKind::Helper => "helper",
        LoginKind::Netrc => "netrc",
        LoginKind::Url => "in",
    }
}

fn came(source: &LoginSource) -> &'static str {
    match (source.came, source.kind) {
        (LoginCame::Login, LoginKind::Header) => "sent at once",
        (LoginCame::Login, _) => "gives a login",
        (LoginCame::Nothing, _) => "has none",
        (LoginCame::NotAsked, _) => "is not asked",
        (LoginCame::UserAlone, _) => "a user without a password",
    }
}

fn state(identity: &IdentityFile) -> String {
    match (&identity.kind, &identity.fault) {
        (Some(kind), _) => kind.clone(),
        (None, Some(fault)) => fault.clone(),
        (None, None) => "no such file".to_owned(),
    }
}

fn keys(known: &KnownHosts) -> String {
    match &known.fault {
        Some(fault) if known.keys.is_empty() => fault.clone(),
        _ if known.keys.is_empty() => "has no key of the server".to_owned(),
        _ => known.keys.join(", "),
    }
}
