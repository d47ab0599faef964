//! What a scenario says of ssh: the server of a host, and the files of keys.

use std::{collections::BTreeMap, path::Path};

use serde::Deserialize;

use super::keys::SshKey;
use crate::lab::{names::Name, rights};

/// Where systems have sshd, which wants to be started by its full name.
pub(super) const SSHD: &str = "/usr/sbin/sshd";

/// Where sshd keeps its helpers away from everything, when root starts it.
const EMPTY_DIR: &str = "/run/sshd";

/// The ssh server of a host. It lets its keys in, as whoever plays the scenario.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Ssh {
    /// Its own key.
    pub host_key: SshKey,
    /// The keys that it lets in.
    pub keys: Vec<SshKey>,
    /// The repositories, by the path that git asks for.
    pub repos: BTreeMap<String, Name>,
    /// What it says on standard error in the place of a repository, as forges refuse somebody.
    pub refuses: Option<String>,
    /// What it says on standard output in front of everything else, as a chatty start-up file does.
    pub greets: Option<String>,
    /// Lines of its configuration, in front of the lab's.
    pub config: Vec<String>,
    /// Whether nothing listens.
    pub closed: bool,
    /// The bytes that the port answers in the place of a server, before it closes.
    pub raw: Option<String>,
}

impl Default for Ssh {
    fn default() -> Self {
        Self {
            host_key: SshKey::Host,
            keys: vec![SshKey::Ann],
            repos: BTreeMap::new(),
            refuses: None,
            greets: None,
            config: Vec::new(),
            closed: false,
            raw: None,
        }
    }
}

impl Ssh {
    /// Whether sshd itself answers.
    pub(in crate::lab) fn needs_sshd(&self) -> bool {
        !self.closed && self.raw.is_none()
    }
}

/// The file of a private key.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyFile {
    /// The key.
    pub of: SshKey,
    /// What became of its text.
    #[serde(default)]
    pub shape: Shape,
    /// The rights to the file; its owner alone where absent.
    #[serde(default = "rights::own")]
    pub mode: u32,
}

/// What became of the text of a key on its way into a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// All of it in base64.
    Base64,
    /// Lines that end as on Windows.
    Crlf,
    /// Nothing: the variable was not set.
    Empty,
    /// `\n` as two characters.
    Escaped,
    /// No line end at its end.
    NoLineEnd,
    /// All of it in one line.
    OneLine,
    /// The name of the file in the place of its text.
    Path,
    /// The public half.
    Public,
    /// In quotation marks.
    Quoted,
    /// As it should be.
    #[default]
    Whole,
}

impl KeyFile {
    /// The text of the file.
    pub(in crate::lab) fn text(&self) -> String {
        let key = self.of.private();
        match self.shape {
            Shape::Base64 => base64::Engine::encode(&base64::prelude::BASE64_STANDARD, key) + "\n",
            Shape::Crlf => key.replace('\n', "\r\n"),
            Shape::Empty => String::new(),
            Shape::Escaped => key.trim_end().replace('\n', "\\n") + "\n",
            Shape::NoLineEnd => key.trim_end().to_owned(),
            Shape::OneLine => key.trim_end().replace('\n', " ") + "\n",
            Shape::Path => "/builds/team/tool.tmp/SSH_KEY\n".to_owned(),
            Shape::Public => self.of.public().to_owned() + "\n",
            Shape::Quoted => format!("\"{}\"\n", key.trim_end()),
            Shape::Whole => key.to_owned(),
        }
    }
}

/// What this machine lacks for an ssh server; `None` where one can be started.
pub(in crate::lab) fn lacks() -> Option<&'static str> {
    if !Path::new(SSHD).exists() {
        return Some("/usr/sbin/sshd is not there: apt-get install openssh-server");
    }
    let needs_dir = rights::is_root() && !Path::new(EMPTY_DIR).exists();
    needs_dir.then_some("/run/sshd is not there, which root's sshd needs: mkdir /run/sshd")
}
