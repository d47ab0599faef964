//! The process group of a tool and everything that it starts.

use tokio::process::{Child, Command};

/// A process group, killed when it is dropped.
#[derive(Debug)]
pub(crate) struct Group {
    #[cfg(unix)]
    leader: Option<rustix::process::Pid>,
}

/// Makes `command` the head of a group of its own.
pub(crate) fn lead(command: &mut Command) {
    command.kill_on_drop(true);
    #[cfg(unix)]
    command.process_group(0);
}

#[cfg(unix)]
impl Group {
    /// The group of which `child` is the head.
    pub(crate) fn of(child: &Child) -> Self {
        let id = child.id().and_then(|id| i32::try_from(id).ok());
        Self { leader: id.and_then(rustix::process::Pid::from_raw) }
    }

    /// Asks the group to end.
    #[cfg(all(feature = "cli", feature = "lab"))]
    pub(crate) fn end(&self) {
        if let Some(leader) = self.leader {
            // An empty group is no failure.
            let _ = rustix::process::kill_process_group(leader, rustix::process::Signal::TERM);
        }
    }

    /// Kills whatever is left of the group, once.
    pub(crate) fn kill(&mut self) {
        if let Some(leader) = self.leader.take() {
            // An empty group is no failure.
            let _ = rustix::process::kill_process_group(leader, rustix::process::Signal::KILL);
        }
    }
}

#[cfg(not(unix))]
impl Group {
    /// Only `child` itself can be ended here, by its own handle.
    pub(crate) fn of(_child: &Child) -> Self {
        Self {}
    }

    /// There is no way to ask.
    pub(crate) fn end(&self) {}

    /// There is no group to kill.
    pub(crate) fn kill(&mut self) {}
}

impl Drop for Group {
    fn drop(&mut self) {
        self.kill();
    }
}
