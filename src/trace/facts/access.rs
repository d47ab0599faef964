//! What git and ssh would use for a repository, as the programs themselves tell it.

use serde::{Deserialize, Serialize};

use crate::secret::UrlText;

/// What git and ssh would use for a repository. Every value is without its secrets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessSeen {
    /// The repository, as go hands it to git; `None` where nobody asked about one.
    pub repo: Option<UrlText>,
    /// The version of git, in its own words; `None` where there is no git.
    pub git: Option<String>,
    /// Why git does not tell its settings, in its own words.
    pub error: Option<String>,
    /// The URL that git asks, behind its `insteadOf` rules.
    pub url: Option<UrlText>,
    /// The rule that made this URL.
    pub rule: Option<GitSetting>,
    /// The settings of git that bear on repositories, in the order in which git reads them.
    pub settings: Vec<GitSetting>,
    /// The variables that bear on them, in alphabetical order.
    pub variables: Vec<Variable>,
    /// Where git would take a login from, in git's order; empty where it wants none.
    pub logins: Vec<LoginSource>,
    /// What is there and is not for the repository.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missed: Vec<Missed>,
    /// What git says where no login comes of that.
    pub no_login: Vec<String>,
    /// What ssh would use, where the URL is one of ssh, or nobody asked about one.
    pub ssh: Option<SshSettings>,
}

/// A setting of git.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GitSetting {
    /// The name, the URL in it as it was written.
    pub key: String,
    /// The value.
    pub value: String,
    /// The file, or where else it was set, in git's words: `command line`.
    pub origin: String,
    /// The line of the file, from 1, where one line alone can be meant.
    pub line: Option<u32>,
    /// Whether it is in force for the URL; `None` where nobody asked about one, or git does not tell.
    pub in_force: Option<bool>,
}

/// A variable of the environment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    /// The name.
    pub name: String,
    /// The value.
    pub value: String,
}

/// A place from which git takes a login.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoginSource {
    /// The kind of place.
    pub kind: LoginKind,
    /// The file, the variable, or the helper.
    pub name: String,
    /// Where that was set.
    pub origin: Option<String>,
    /// What came of it.
    pub came: LoginCame,
    /// What is wrong with the login, as far as that shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flaw: Option<LoginFlaw>,
}

/// What shows that a login cannot be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LoginFlaw {
    /// There is a colon behind the user, and no password behind that.
    Empty,
    /// There is no such helper.
    NoProgram,
    /// The name of a variable is in the place of its value: `${TOKEN}`.
    Variable,
}

/// A login, or a rule, that is there and is not for the repository.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missed {
    /// Why git passes it over.
    pub why: Passed,
    /// The file or the setting.
    pub place: String,
}

/// Why git passes over what was meant for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Passed {
    /// An `insteadOf` rule is written with other capitals than the URL.
    Capitals,
    /// The entry of netrc has no password.
    NoPassword,
    /// `NETRC` names the file, which go follows and git does not.
    NetrcVariable,
    /// The entry of netrc is for a host with a port.
    Port,
}

/// A kind of place for logins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LoginKind {
    /// A program that is asked on behalf of the user.
    Askpass,
    /// A field of the request, set by `http.extraHeader`; sent at once, and no login to git.
    Header,
    /// A credential helper.
    Helper,
    /// The netrc file in HOME.
    Netrc,
    /// The URL itself.
    Url,
}

/// What came of a place for logins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LoginCame {
    /// A login.
    Login,
    /// No login for this URL.
    Nothing,
    /// Nobody asked: another place gave one before, or the place is not for this URL.
    NotAsked,
    /// A user without a password.
    UserAlone,
}

/// What ssh would use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SshSettings {
    /// The command that git starts.
    pub command: String,
    /// What names it: `GIT_SSH_COMMAND`, `core.sshCommand`, `GIT_SSH`, `go`, or `PATH`.
    pub named_by: String,
    /// Why it does not tell what it would use, in its own words.
    pub error: Option<String>,
    /// Whether that is because there is no such program.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub absent: bool,
    /// The server.
    pub host: Option<SshHost>,
    /// The keys that the agent has; `None` where there is no agent that answers.
    pub agent: Option<Vec<String>>,
    /// Why there are none, in the words of `ssh-add`.
    pub no_agent: Option<String>,
}

/// What ssh would use for one server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SshHost {
    /// The name that the URL has.
    pub asked: String,
    /// The name that ssh connects to.
    pub name: String,
    /// The port.
    pub port: String,
    /// The user.
    pub user: String,
    /// How ssh takes a server's key that it does not know: its `StrictHostKeyChecking`.
    pub strict: String,
    /// The command or host by way of which ssh connects.
    pub through: Option<String>,
    /// The home folder in which ssh looks, where that is not HOME.
    pub home: Option<String>,
    /// The files in HOME that it would look for there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<String>,
    /// The files of keys, in the order of ssh.
    pub identities: Vec<IdentityFile>,
    /// The files of known hosts.
    pub known: Vec<KnownHosts>,
}

/// A file of a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentityFile {
    /// The file, as ssh names it.
    pub path: String,
    /// The kind of key, where ssh can use it: `ssh-ed25519`.
    pub kind: Option<String>,
    /// Why ssh cannot use it, in the words of `ssh-keygen`; `None` where there is no such file.
    pub fault: Option<String>,
    /// What became of its text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flaw: Option<KeyFlaw>,
}

/// What became of the text of a key on its way into a file, as far as its form shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyFlaw {
    /// All of it is in base64 once more.
    Base64,
    /// The lines end as on Windows.
    Crlf,
    /// There is nothing in it.
    Empty,
    /// Line ends are the two characters `\n`.
    Escaped,
    /// The last line has no end.
    NoLineEnd,
    /// Everything is in one line.
    OneLine,
    /// The name of a file is in the place of the key.
    Path,
    /// The public half is in it.
    Public,
    /// Quotation marks are around it.
    Quoted,
}

/// A file of known hosts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownHosts {
    /// The file.
    pub path: String,
    /// The server's keys in it, each with its line: `ssh-ed25519 (line 3)`.
    pub keys: Vec<String>,
    /// Why it cannot be searched, in the words of `ssh-keygen`.
    pub fault: Option<String>,
}

/// What ssh said step by step, when it was asked for the repository again as git asks it. Nobody was prompted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each was seen by itself")]
pub struct SshSpoke {
    /// The repository, as go hands it to git.
    pub repo: UrlText,
    /// The host that ssh connected to, as the URL names it.
    pub host: String,
    /// Whether there is no such program.
    #[serde(default)]
    pub absent: bool,
    /// Whether a connection came about.
    pub reached: bool,
    /// What the port said that is no ssh, in front of everything else.
    #[serde(default)]
    pub banner: Vec<String>,
    /// The server's key, where it showed one.
    pub host_key: Option<HostKey>,
    /// The keys that were offered to the server, in order.
    pub offered: Vec<OfferedKey>,
    /// The files that could not be used, each with ssh's words.
    pub unusable: Vec<UnusableKey>,
    /// Why there was no agent.
    pub no_agent: Option<String>,
    /// Whether the server let ssh in.
    pub entered: bool,
    /// Whether a repository answered behind that.
    #[serde(default)]
    pub answered: bool,
    /// The first line that came in the place of a repository's answer.
    #[serde(default)]
    pub printed: Option<String>,
    /// What was said on the server behind the login, in order.
    #[serde(default)]
    pub server: Vec<String>,
    /// The status with which it ended: that of the command on the server, 255 where ssh itself failed.
    #[serde(default)]
    pub status: Option<i32>,
    /// What ssh and the server said but for that, in order.
    pub said: Vec<String>,
}

/// A server's key, and what ssh makes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostKey {
    /// The kind: `ssh-ed25519`.
    pub kind: String,
    /// The fingerprint: `SHA256:…`.
    pub fingerprint: String,
    /// What ssh makes of it.
    pub trust: HostTrust,
    /// The line of known hosts that tells another key: `file:3`.
    pub place: Option<String>,
}

/// What ssh makes of a server's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HostTrust {
    /// Known hosts have another key for the server.
    Changed,
    /// ssh takes it.
    Known,
    /// Known hosts call it revoked.
    Revoked,
    /// Known hosts do not have the server.
    Unknown,
}

/// A key that was offered to a server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferedKey {
    /// The file or the name in the agent, kind and fingerprint.
    pub key: String,
    /// Whether the server takes it.
    pub accepted: bool,
}

/// A file of a key that ssh could not use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnusableKey {
    /// The file.
    pub file: String,
    /// Why, in ssh's words: `bad permissions`.
    pub why: String,
    /// What that means.
    pub fault: KeyFault,
}

/// Why ssh cannot use a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyFault {
    /// The server takes no signature that the key can make.
    Algorithm,
    /// The file is no key, or a damaged one.
    Damaged,
    /// There is no such file.
    Missing,
    /// Others may read the file.
    OpenToOthers,
    /// The key has a passphrase, and nobody can be asked.
    Passphrase,
}
