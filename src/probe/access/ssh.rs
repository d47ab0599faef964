//! What ssh would use, as `ssh -G`, `ssh-keygen` and `ssh-add` tell it.

use super::{Answer, Programs, config::Config, masks, remote::Remote};
use crate::{
    go::std::strconv::text::lossy,
    trace::{IdentityFile, KnownHosts, RanEnd, SshHost, SshSettings},
};

/// The command that git starts for ssh.
pub(super) struct Command {
    /// What names it.
    named_by: &'static str,
    text: String,
    /// Whether a shell takes it apart.
    is_code: bool,
}

impl Programs<'_> {
    /// What ssh would use; for `remote`, where there is one.
    pub(super) async fn ssh(&self, config: &Config, remote: Option<&Remote>) -> SshSettings {
        let command = self.ssh_command(config);
        let mut seen = SshSettings {
            command: masks::variable("GIT_SSH_COMMAND", &command.text),
            named_by: command.named_by.to_owned(),
            ..SshSettings::default()
        };
        let mut agent = None;
        if let Some(remote) = remote {
            let told = self.ask_command(&command, &settings_of(remote)).await;
            let settings = Settings(lossy(&told.stdout));
            seen.error =
                (!told.is_success() || settings.one("hostname").is_empty()).then(|| told.why());
            seen.absent = told.is_missing() || command.is_code && told.is_not_found();
            if seen.error.is_none() {
                agent = settings.all("identityagent").next().map(str::to_owned);
                seen.host = Some(self.host(&settings, remote).await);
            }
        }
        (seen.agent, seen.no_agent) = self.agent(agent.as_deref()).await;
        seen
    }

    /// The command, by the first of those that name one.
    pub(super) fn ssh_command(&self, config: &Config) -> Command {
        let given = |name: &str| self.env.iter().any(|(given, _)| given == name);
        let code = |named_by, text: String| Command { named_by, text, is_code: true };
        if let Some(text) = self.variable("GIT_SSH_COMMAND") {
            let by_go = given("GIT_SSH_COMMAND");
            return code(if by_go { "go" } else { "GIT_SSH_COMMAND" }, text);
        }
        if let Some(text) = config.last("core.sshcommand") {
            return code("core.sshCommand", text.to_owned());
        }
        let (named_by, text) = match self.variable("GIT_SSH") {
            Some(program) => ("GIT_SSH", program),
            None => ("PATH", "ssh".to_owned()),
        };
        Command { named_by, text, is_code: false }
    }

    /// Runs the command with `arguments`, as git does: by way of a shell where it is code.
    pub(super) async fn ask_command(&self, command: &Command, arguments: &[String]) -> Answer {
        let code = format!("{} \"$@\"", command.text);
        let mut argv = if command.is_code { vec!["sh", "-c", &code] } else { Vec::new() };
        argv.push(&command.text);
        argv.extend(arguments.iter().map(String::as_str));
        self.ask(&argv, &[], b"").await
    }

    async fn host(&self, settings: &Settings, remote: &Remote) -> SshHost {
        let home = self.ssh_home().await;
        let mut identities = Vec::new();
        for file in settings.all("identityfile").take(MOST) {
            identities.push(self.identity(file, home.as_deref()).await);
        }
        let mut known = Vec::new();
        let files = settings.one("userknownhostsfile").split(' ').map(str::to_owned);
        let files = files.chain(settings.one("globalknownhostsfile").split(' ').map(str::to_owned));
        for file in files.filter(|file| !file.is_empty()).take(MOST) {
            known.push(self.known_in(file, &settings.names_of_host(remote)).await);
        }
        let through = ["proxyjump", "proxycommand"].map(|key| settings.one(key));
        SshHost {
            asked: remote.host.clone(),
            name: settings.one("hostname").to_owned(),
            port: settings.one("port").to_owned(),
            user: settings.one("user").to_owned(),
            strict: settings.one("stricthostkeychecking").to_owned(),
            through: through.into_iter().find(|it| !["", "none"].contains(it)).map(masks::code),
            left: self.left(home.as_deref()),
            home: home.filter(|home| self.variable("HOME").as_ref() != Some(home)),
            identities,
            known,
        }
    }

    /// The home folder in which ssh looks, which it takes from the user database: the one in the default of a setting.
    async fn ssh_home(&self) -> Option<String> {
        let answer = self.ask(&["ssh", "-F", "none", "-G", "localhost"], &[], b"").await;
        let settings = Settings(lossy(&answer.stdout));
        let file = settings.one("userknownhostsfile").split(' ').next()?;
        file.strip_suffix("/.ssh/known_hosts").map(str::to_owned)
    }

    async fn identity(&self, path: &str, home: Option<&str>) -> IdentityFile {
        let file = match (path.strip_prefix("~/"), home) {
            (Some(rest), Some(home)) => format!("{home}/{rest}"),
            _ => path.to_owned(),
        };
        let mut seen = IdentityFile { path: path.to_owned(), kind: None, fault: None, flaw: None };
        if self.is_absent(&file) {
            return seen;
        }
        // Without a passphrase, so that it asks for none.
        let answer = self.ask(&["ssh-keygen", "-y", "-P", "", "-f", &file], &[], b"").await;
        if answer.is_success() {
            seen.kind = answer.first_line().split(' ').next().map(str::to_owned);
        } else {
            seen.fault = Some(answer.why());
            seen.flaw = self.flaw(&file);
        }
        seen
    }

    /// The files of ssh in HOME, where it looks in another `home`.
    fn left(&self, home: Option<&str>) -> Vec<String> {
        let own = self.variable("HOME").filter(|own| home.is_some_and(|home| home != own));
        let places = own.into_iter().flat_map(|own| {
            ["known_hosts", "config", "id_rsa", "id_ecdsa", "id_ed25519"]
                .map(|name| format!("{own}/.ssh/{name}"))
        });
        places.filter(|place| !self.is_absent(place)).collect()
    }

    fn is_absent(&self, file: &str) -> bool {
        let opened = self.world.open(std::path::Path::new(file));
        opened.is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound)
    }

    async fn known_in(&self, path: String, names: &[String]) -> KnownHosts {
        let mut seen = KnownHosts { path, keys: Vec::new(), fault: None };
        if self.is_absent(&seen.path) {
            seen.fault = Some("no such file".into());
            return seen;
        }
        for name in names {
            let answer = self.ask(&["ssh-keygen", "-F", name, "-f", &seen.path], &[], b"").await;
            seen.keys.extend(keys_found(&lossy(&answer.stdout)));
            if !answer.is_success() && seen.fault.is_none() && !answer.said().is_empty() {
                seen.fault = Some(answer.why());
            }
        }
        seen
    }

    /// The keys of the agent at `socket`, else of the one that the environment names; or why there are none.
    async fn agent(&self, socket: Option<&str>) -> (Option<Vec<String>>, Option<String>) {
        let socket = socket.filter(|it| !["SSH_AUTH_SOCK", "none"].contains(it));
        let env: Vec<_> = socket.map(|socket| ("SSH_AUTH_SOCK", socket)).into_iter().collect();
        let answer = self.ask(&["ssh-add", "-l"], &env, b"").await;
        match &answer.ran.end {
            RanEnd::Exited { status: Some(0) } => {
                (Some(lossy(&answer.stdout).lines().map(str::to_owned).collect()), None)
            }
            RanEnd::Exited { status: Some(1) } => (Some(Vec::new()), None),
            _ => (None, Some(answer.why())),
        }
    }
}

/// The arguments that make ssh tell its settings for `remote`.
fn settings_of(remote: &Remote) -> Vec<String> {
    let mut arguments = vec!["-G".to_owned()];
    if let Some(port) = &remote.port {
        arguments.extend(["-p".to_owned(), port.clone()]);
    }
    let user = remote.user.as_ref().map(|user| format!("{user}@")).unwrap_or_default();
    arguments.push(format!("{user}{}", remote.host));
    arguments
}

/// The settings that `ssh -G` tells, a line each.
struct Settings(String);

impl Settings {
    fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.lines().filter_map(move |line| line.strip_prefix(key)?.strip_prefix(' '))
    }

    fn one<'a>(&'a self, key: &'a str) -> &'a str {
        self.all(key).next().unwrap_or_default()
    }

    /// The names under which the server is looked for in a file of known hosts: with the port, then without.
    fn names_of_host(&self, remote: &Remote) -> Vec<String> {
        let alias = self.one("hostkeyalias");
        if !["", "none"].contains(&alias) {
            return vec![alias.to_owned()];
        }
        let (name, port) = (self.one("hostname"), self.one("port"));
        let name = if name.is_empty() { &remote.host } else { name };
        let with_port = (port != "22").then(|| format!("[{name}]:{port}"));
        with_port.into_iter().chain([name.to_owned()]).collect()
    }
}

/// The keys that `ssh-keygen -F` found, each with its line.
fn keys_found(output: &str) -> Vec<String> {
    let mut line = "";
    let mut keys = Vec::new();
    for row in output.lines() {
        if let Some((_, at)) = row.split_once(" found: line ") {
            line = at.split(' ').next().unwrap_or_default();
        } else if let Some(kind) =
            row.split(' ').find(|word| KINDS.iter().any(|it| word.starts_with(it)))
        {
            keys.push(format!("{kind} (line {line})"));
        }
    }
    keys
}

/// What the names of kinds of keys begin with.
const KINDS: [&str; 4] = ["ssh-", "ecdsa-", "sk-ssh-", "sk-ecdsa-"];

/// How many files of a kind are looked at.
const MOST: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_told_with_their_lines() {
        let found = "# Host a.test found: line 2 \na.test ssh-ed25519 AAAA\n# Host a.test found: line 7 CA\n@cert-authority a.test ecdsa-sha2-nistp256 AAAA\n";
        assert_eq!(keys_found(found), ["ssh-ed25519 (line 2)", "ecdsa-sha2-nistp256 (line 7)"]);
    }

    #[test]
    fn a_server_is_known_by_its_port_first() {
        let remote = Remote { user: None, host: "a".into(), port: None, path: "/x".into() };
        let names = |text: &str| Settings(text.into()).names_of_host(&remote);
        assert_eq!(names("hostname a.test\nport 2222\n"), ["[a.test]:2222", "a.test"]);
        assert_eq!(names("hostname a.test\nport 22\nhostkeyalias b\n"), ["b"]);
    }
}
