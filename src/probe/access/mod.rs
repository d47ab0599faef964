//! What git and ssh would use for a repository. The programs themselves are asked, in the environment and, as far as
//! it matters, the folder that go gives them: nothing is read that they do not name. Nobody is prompted, and no server
//! is asked.

mod config;
mod curl;
mod key;
mod login;
mod masks;
mod missed;
mod remote;
mod spoken;
mod ssh;

use std::{ffi::OsStr, path::Path, time::Duration};

use crate::{
    go::{cmd::codehost::environment::quiet, std::strconv::text::lossy, version::Version},
    secret::{UrlText, redact_said},
    trace::{AccessSeen, CurlSpoke, Ran, RanEnd, SshSpoke, Variable},
    vcs,
    world::World,
};

/// How long one program may take.
const LIMIT: Duration = Duration::from_secs(5);

/// The programs, and what they are given.
pub(super) struct Programs<'a> {
    world: &'a World,
    env: Vec<(String, String)>,
    /// A folder outside of every repository, as the one in which go runs git.
    place: &'a Path,
}

/// What a program said: its status, and both outputs.
struct Answer {
    ran: Ran,
    stdout: Vec<u8>,
}

/// What git and ssh would use for `repo`, as go `version` starts them; without one, whatever they are set to.
pub(crate) async fn look(world: &World, version: Version, repo: Option<&UrlText>) -> AccessSeen {
    let Ok(place) = tempfile::tempdir() else { return AccessSeen::default() };
    let programs = Programs::new(world, version, place.path());
    let mut seen = AccessSeen {
        repo: repo.cloned(),
        variables: programs.variables(),
        ..AccessSeen::default()
    };
    programs.git(&mut seen, repo).await;
    seen
}

/// What git's HTTP library does, when git asks `repo` again; none where that is not over http.
pub(crate) async fn trace(
    world: &World,
    version: Version,
    repo: &UrlText,
    seen: &AccessSeen,
) -> Option<CurlSpoke> {
    let url = seen.url.as_ref()?;
    remote::http_host(url.expose())?;
    let place = tempfile::tempdir().ok()?;
    Some(Programs::new(world, version, place.path()).curl(repo).await)
}

/// What ssh says step by step, when it is asked for `repo` again, of which `seen` was told; none where that is not by ssh.
pub(crate) async fn speak(
    world: &World,
    version: Version,
    repo: &UrlText,
    seen: &AccessSeen,
) -> Option<SshSpoke> {
    let (url, _) = seen.url.as_ref().zip(seen.ssh.as_ref())?;
    let place = tempfile::tempdir().ok()?;
    let programs = Programs::new(world, version, place.path());
    let command = programs.ssh_command(&programs.config(None).await);
    programs.speak(&command, repo, url.expose()).await
}

impl<'a> Programs<'a> {
    fn new(world: &'a World, version: Version, place: &'a Path) -> Self {
        let is_set = |name: &str| world.var(name).is_some_and(|value| !value.is_empty());
        let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let mut env: Vec<_> = quiet(version, is_set).map(own).collect();
        env.retain(|(name, _)| name != "GIT_TERMINAL_PROMPT");
        env.push(own(("GIT_TERMINAL_PROMPT", "0")));
        Self { world, env, place }
    }

    async fn git(&self, seen: &mut AccessSeen, repo: Option<&UrlText>) {
        let version = self.ask(&["git", "version"], &[], b"").await;
        if version.is_missing() {
            return;
        }
        seen.git = Some(version.first_line().trim_start_matches("git version ").to_owned());
        let config = self.config(repo.map(UrlText::expose)).await;
        seen.error.clone_from(&config.error);
        seen.settings = config.shown(self.world);
        let url = match repo {
            Some(repo) => self.rewritten(repo.expose()).await,
            None => None,
        };
        seen.rule = repo.zip(url.as_deref()).and_then(|(repo, url)| {
            let rule = config.rule(repo.expose(), url)?;
            seen.settings.get(rule).cloned()
        });
        if let Some(url) = &url {
            self.logins(seen, &config, url).await;
            seen.missed = self.missed(&config, repo.map(UrlText::expose), url);
        }
        let remote = url.as_deref().map(remote::parse);
        if remote.as_ref().is_none_or(Option::is_some) {
            seen.ssh = Some(self.ssh(&config, remote.flatten().as_ref()).await);
        }
        // A token in the place of the user is nobody's to see.
        seen.url = url.map(|url| UrlText::from(redact_said(&url)));
    }

    /// The URL that git makes of `repo`.
    async fn rewritten(&self, repo: &str) -> Option<String> {
        let answer = self.ask(&["git", "ls-remote", "--get-url", "--", repo], &[], b"").await;
        let url = lossy(answer.stdout.strip_suffix(b"\n").unwrap_or_default());
        (answer.is_success() && !url.is_empty()).then_some(url)
    }

    /// Runs `argv` with `env` on top of what go gives to all its children, `input` on standard input.
    async fn ask(&self, argv: &[&str], env: &[(&str, &str)], input: &[u8]) -> Answer {
        let argv: Vec<_> = argv.iter().map(|&word| word.to_owned()).collect();
        let own = env.iter().map(|&(name, value)| (name.to_owned(), value.to_owned()));
        let env: Vec<_> = self.env.iter().cloned().chain(own).collect();
        let (ran, stdout) = vcs::ask(self.world, &argv, &env, self.place, LIMIT, input).await;
        Answer { ran, stdout: stdout.unwrap_or_default() }
    }

    /// The variable `name` as git gets it.
    fn variable(&self, name: &str) -> Option<String> {
        let given =
            self.env.iter().find(|(given, _)| given == name).map(|(_, value)| value.clone());
        given.or_else(|| self.world.var(name).map(|value| value.to_string_lossy().into_owned()))
    }

    fn variables(&self) -> Vec<Variable> {
        let shown = |&name: &&str| {
            let value = self.world.var(name).and_then(OsStr::to_str)?;
            Some(Variable { name: name.to_owned(), value: masks::variable(name, value) })
        };
        VARIABLES.iter().filter_map(shown).collect()
    }
}

impl Answer {
    fn is_missing(&self) -> bool {
        self.ran.end == RanEnd::Missing
    }

    /// Whether a shell found no such program (POSIX.1-2024, Shell Command Language §2.8.2).
    fn is_not_found(&self) -> bool {
        self.ran.end == RanEnd::Exited { status: Some(127) }
    }

    fn is_success(&self) -> bool {
        self.ran.end == RanEnd::Exited { status: Some(0) }
    }

    fn first_line(&self) -> String {
        lossy(&self.stdout).lines().next().unwrap_or_default().to_owned()
    }

    /// What it complained of, line by line.
    fn said(&self) -> Vec<String> {
        let lines = lossy(&self.ran.stderr.0);
        let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(redact_said).collect()
    }

    /// Why it did not answer: the last thing that it complained of, or how it ended.
    fn why(&self) -> String {
        let ended = || match &self.ran.end {
            RanEnd::Missing => "not installed".to_owned(),
            RanEnd::NotStarted { why } => why.clone(),
            RanEnd::Stopped { limit } => limit.clone(),
            RanEnd::TimedOut { seconds } => format!("no answer within {seconds} s"),
            RanEnd::Exited { status } => format!("exit status {}", status.unwrap_or(-1)),
        };
        self.said().pop().unwrap_or_else(ended)
    }
}

/// Variables that bear on what git and ssh use, in alphabetical order.
const VARIABLES: &[&str] = &[
    "ALL_PROXY",
    "GIT_ALLOW_PROTOCOL",
    "GIT_ASKPASS",
    "GIT_CONFIG_COUNT",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CONFIG_SYSTEM",
    "GIT_PROXY_SSL_CAINFO",
    "GIT_SSH",
    "GIT_SSH_COMMAND",
    "GIT_SSH_VARIANT",
    "GIT_SSL_CAINFO",
    "GIT_SSL_CAPATH",
    "GIT_SSL_CERT",
    "GIT_SSL_NO_VERIFY",
    "GIT_TERMINAL_PROMPT",
    "HOME",
    "HTTPS_PROXY",
    "NO_PROXY",
    "SSH_ASKPASS",
    "SSH_ASKPASS_REQUIRE",
    "SSH_AUTH_SOCK",
    "XDG_CONFIG_HOME",
    "all_proxy",
    "http_proxy",
    "https_proxy",
    "no_proxy",
];
