//! This machine, and the commands that ran on it as `go -x` shows them.

use std::{
    collections::BTreeMap,
    ffi::OsString,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use goget_doctor::{
    go::{
        cmd::{
            codehost::{
                command::{Command, Place},
                environment::quiet,
            },
            fault::Stop,
        },
        version::Version,
    },
    pipeline::checkout::{Machine, Run},
};
use tokio::process;

/// This machine.
#[derive(Clone)]
pub struct Here {
    version: Version,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    /// Folders, and what go calls the repositories in them.
    names: BTreeMap<String, String>,
    /// The commands of each repository, in order.
    commands: BTreeMap<String, Vec<String>>,
}

impl Here {
    pub fn new(version: Version) -> Self {
        Self { version, seen: Arc::default() }
    }

    /// The release that is played.
    pub fn version(&self) -> Version {
        self.version
    }

    /// Calls the repository in `dir` `name`.
    pub fn name(&self, dir: String, name: String) {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).names.insert(dir, name);
    }

    /// The commands of each repository, in order.
    pub fn commands(&self) -> BTreeMap<String, Vec<String>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).commands.clone()
    }
}

impl Machine for Here {
    fn command(&self, file: &Path) -> process::Command {
        let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let mut command = process::Command::new(file);
        command.env_clear().envs(std::env::vars_os()).envs(quiet(self.version, is_set));
        command
    }

    fn path(&self) -> Option<OsString> {
        std::env::var_os("PATH")
    }

    fn note(&self, run: Run<'_>) {
        if run.command.place == Place::MainModule {
            return;
        }
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let name = seen.names.get(run.dir).map_or(run.dir, String::as_str).to_owned();
        seen.commands.entry(name).or_default().push(quoted(run.command));
    }

    async fn is_gone(&self, _url: &str) -> Result<bool, Stop> {
        Ok(false)
    }
}

/// The words as `go -x` shows them.
fn quoted(command: &Command) -> String {
    let words: Vec<String> = command.argv.iter().map(|word| quoted_word(word)).collect();
    words.join(" ")
}

fn quoted_word(word: &str) -> String {
    if word.contains('\'') {
        let escape = |c: char| if "\"$`\\".contains(c) { format!("\\{c}") } else { c.to_string() };
        return format!("\"{}\"", word.chars().map(escape).collect::<String>());
    }
    let plain =
        !word.is_empty() && !word.contains(|c: char| "$`\\*?[\"".contains(c) || c.is_whitespace());
    if plain { word.to_owned() } else { format!("'{word}'") }
}
