//! How much a client may take.

use std::time::Duration;

/// How much a client may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How many connections there are at once.
    pub connections: usize,
    /// How long a TLS handshake takes.
    pub handshake: Duration,
    /// How long the head of a request takes, and a connection waits for it.
    pub head_time: Duration,
    /// How long the head of a request is, in bytes; at least 8192.
    pub head: usize,
    /// How many fields it has.
    pub fields: usize,
    /// How long an HTTP/2 connection lives.
    pub life: Duration,
    /// How long requests go on when the server ends.
    pub grace: Duration,
}

impl Limits {
    /// The limits for `connections` at once.
    pub fn of(connections: usize) -> Self {
        Self {
            connections,
            handshake: Duration::from_secs(10),
            head_time: Duration::from_mins(1),
            head: 16 << 10,
            fields: 64,
            life: Duration::from_hours(1),
            grace: Duration::from_secs(10),
        }
    }
}

/// How many connections the system lets this process have: as many files as it may open, without those for other ends.
/// What the process may have by itself is raised to what it is allowed.
#[cfg(unix)]
pub fn most_connections() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let now = getrlimit(Resource::Nofile);
    let raised = setrlimit(Resource::Nofile, Rlimit { current: now.maximum, maximum: now.maximum });
    let files = if raised.is_ok() { now.maximum } else { now.current };
    let files = files.and_then(|files| usize::try_from(files).ok()).unwrap_or(MOST + SPARE);
    files.saturating_sub(SPARE).clamp(8, MOST)
}

/// How many connections there are where the system sets no limit.
#[cfg(not(unix))]
pub fn most_connections() -> usize {
    MOST
}

/// Files for other ends: listeners, the log, configurations.
const SPARE: usize = 64;

/// More than this is no server for import paths.
const MOST: usize = 16_384;
