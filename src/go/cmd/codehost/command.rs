//! A command that go gives to a version control tool, and the text of its failure.

use std::fmt;

use crate::go::cmd::{fault::Fault, vcs::Vcs};

/// A command that go gives to a version control tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// Whose command it is.
    pub tool: Vcs,
    /// The program and its arguments.
    pub argv: Vec<String>,
    /// Where it runs.
    pub place: Place,
    /// Whether `GIT_DIR` names the repository's folder.
    pub git_dir: bool,
    /// What becomes of its standard output.
    pub output: Output,
    /// Whether go takes it for a use of the network, which GODEBUG may forbid.
    pub network: bool,
}

/// Where a command runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the main module's folder.
    MainModule,
    /// In the repository's folder in the module cache.
    Repository,
    /// In a temporary folder.
    Temporary,
}

/// What becomes of a command's standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// Output that is read as text or as a small file: at most 16 MiB.
    Kept,
    /// A listing of refs, of which only a part counts, and which goes to a temporary file: at most 256 MiB.
    Listed,
    /// Output that is an archive and goes to a temporary file.
    Spooled,
}

impl Command {
    /// A command of `tool` in the repository's folder whose output is kept.
    pub fn new<'a>(tool: Vcs, arguments: impl IntoIterator<Item = &'a str>) -> Self {
        let program = std::iter::once(tool.name());
        let argv = program.chain(arguments).map(str::to_owned).collect();
        let (place, output) = (Place::Repository, Output::Kept);
        Self { tool, argv, place, git_dir: false, output, network: false }
    }

    /// The command, as a use of the network.
    #[must_use]
    pub fn over_network(self) -> Self {
        Self { network: true, ..self }
    }
}

impl fmt::Display for Command {
    /// The words as go shows them in errors, joined by blanks without quotes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.argv.join(" "))
    }
}

/// A command's end, in go's words where it is a failure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum End {
    /// The command ended with this status; 0 is success.
    #[error("exit status {0}")]
    Exited(i32),
    /// The system could not start the program, or it is not in PATH; the text is go's own.
    #[error("{0}")]
    NotStarted(String),
    /// A signal ended the command; the name is go's own: `killed`.
    #[error("signal: {0}")]
    Signalled(String),
}

impl End {
    /// Whether the command succeeded.
    pub fn is_success(&self) -> bool {
        *self == Self::Exited(0)
    }

    /// The end of a command by `signal`, with or without a core file.
    pub fn signalled(signal: i32, core: bool) -> Self {
        let name = SIGNALS.iter().find(|(number, _)| *number == signal);
        let name = name.map_or_else(|| format!("signal {signal}"), |(_, name)| (*name).to_owned());
        Self::Signalled(if core { name + " (core dumped)" } else { name })
    }

    /// The end of a command whose program is not in PATH.
    pub fn not_in_path(program: &str) -> Self {
        Self::NotStarted(format!("exec: \"{program}\": executable file not found in $PATH"))
    }
}

/// go's names for the signals of Linux that end a program.
const SIGNALS: &[(i32, &str)] = &[
    (1, "hangup"),
    (2, "interrupt"),
    (3, "quit"),
    (4, "illegal instruction"),
    (5, "trace/breakpoint trap"),
    (6, "aborted"),
    (7, "bus error"),
    (8, "floating point exception"),
    (9, "killed"),
    (10, "user defined signal 1"),
    (11, "segmentation fault"),
    (12, "user defined signal 2"),
    (13, "broken pipe"),
    (14, "alarm clock"),
    (15, "terminated"),
];

/// A failed command. The text is go's (repositories.md §11.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunError {
    /// The command, its words joined by blanks.
    pub command: String,
    /// The folder as go names it.
    pub dir: String,
    /// How it ended.
    pub end: End,
    /// What it wrote to standard error.
    pub stderr: String,
    /// What go adds for people, without an indent.
    pub note: Option<String>,
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in {}: {}", self.command, self.dir, self.end)?;
        let said = self.stderr.trim_end_matches('\n');
        if !said.is_empty() {
            write!(f, ":\n\t{}", said.replace('\n', "\n\t"))?;
        }
        self.note.as_ref().map_or(Ok(()), |note| write!(f, "\n{note}"))
    }
}

impl From<RunError> for Fault {
    fn from(error: RunError) -> Self {
        Self::Other(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_a_tool_is_indented() {
        let mut error = RunError {
            command: Command::new(Vcs::Git, ["fetch", "refs/*:refs/*"]).to_string(),
            dir: "/c".into(),
            end: End::Exited(128),
            stderr: "fatal: a\n\nb\n".into(),
            note: None,
        };
        assert_eq!(
            error.to_string(),
            "git fetch refs/*:refs/* in /c: exit status 128:\n\tfatal: a\n\t\n\tb"
        );
        error.stderr.clear();
        error.end = End::not_in_path("git");
        assert_eq!(
            error.to_string(),
            "git fetch refs/*:refs/* in /c: exec: \"git\": executable file not found in $PATH"
        );
    }
}
