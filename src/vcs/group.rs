//! The process group of a tool and everything that it starts.

use tokio::process::{Child, Command};

/// A process group, killed when it is dropped.
#[derive(Debug)]
pub(super) struct Group {
    #[cfg(unix)]
    leader: Option<rustix::process::Pid>,
}

/// Makes `command` the head of a group of its own.
pub(super) fn lead(command: &mut Command) {
    command.kill_on_drop(true);
    #[cfg(unix)]
    command.process_group(0);
}

#[cfg(unix)]
impl Group {
    /// The group of which `child` is the head.
    pub(super) fn of(child: &Child) -> Self {
        let id = child.id().and_then(|id| i32::try_from(id).ok());
        Self { leader: id.and_then(rustix::process::Pid::from_raw) }
    }

    /// Kills whatever is left of the group, once.
    pub(super) fn kill(&mut self) {
        if let Some(leader) = self.leader.take() {
            // An empty group is no failure.
            let _ = rustix::process::kill_process_group(leader, rustix::process::Signal::KILL);
        }
    }
}

#[cfg(not(unix))]
impl Group {
    /// Only `child` itself can be ended here, by its own handle.
    pub(super) fn of(_child: &Child) -> Self {
        Self {}
    }

    pub(super) fn kill(&mut self) {}
}

impl Drop for Group {
    fn drop(&mut self) {
        self.kill();
    }
}
