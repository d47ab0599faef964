//! What ssh said where it did not let git in: its own words, which follow no locale and nothing else tells.

use crate::{findings::view::View, go::std::strconv::text::lossy, trace::CommandRan};

/// The end of a command that ssh did not let in.
pub(super) struct Refusal<'a> {
    /// The command.
    pub(super) ran: &'a CommandRan,
    /// ssh's line.
    pub(super) line: String,
    /// What it is about.
    pub(super) why: Why,
}

/// Why ssh lets nobody in.
pub(super) enum Why {
    /// The server takes no key that it was offered, if any.
    Key {
        /// The user and host, as ssh names them: `git@host`.
        at: String,
    },
    /// The key of the host is unknown, or another one.
    HostKey,
}

impl<'a> Refusal<'a> {
    /// The refusal of the command on which go fails; `None` where ssh says nothing of the kind.
    pub(super) fn of(view: &View<'a>) -> Option<Self> {
        let ran = view.failed_command()?;
        let output = lossy(&ran.ran.stderr.0);
        let mut lines = output.lines().map(str::trim);
        let (line, why) = lines.find_map(|line| Some((line.to_owned(), Why::of(line)?)))?;
        Some(Self { ran, line, why })
    }
}

impl Why {
    fn of(line: &str) -> Option<Self> {
        if line.starts_with("Host key verification failed") {
            return Some(Self::HostKey);
        }
        let (at, _) = line.split_once(": Permission denied (")?;
        Some(Self::Key { at: at.to_owned() })
    }
}
