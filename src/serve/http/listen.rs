//! Listeners: bound here, or given by who started the process.

use std::{
    io,
    net::{SocketAddr, TcpListener},
};

use crate::world::World;

/// A listener on `address`.
pub fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    TcpListener::bind(address)
}

/// The listeners that systemd opened for this process (`LISTEN_FDS`, `LISTEN_PID`); none where it did not.
///
/// A number is no file that Rust knows the owner of. The kernel is asked for a copy of the file instead, by a handle of
/// this process: `pidfd_getfd`, Linux 5.6.
///
/// # Errors
///
/// One of the files cannot be had, as before Linux 5.6, or is no listener.
#[cfg(target_os = "linux")]
pub fn given(world: &World) -> io::Result<Vec<TcpListener>> {
    use rustix::process::{PidfdFlags, PidfdGetfdFlags, getpid, pidfd_getfd, pidfd_open};
    let number =
        |name| world.var(name).and_then(|it| it.to_str()).and_then(|it| it.parse::<i32>().ok());
    let own = getpid();
    let for_us = number("LISTEN_PID") == Some(own.as_raw_nonzero().get());
    let Some(count) = number("LISTEN_FDS").filter(|count| for_us && (1..=MOST).contains(count))
    else {
        return Ok(Vec::new());
    };
    let process = pidfd_open(own, PidfdFlags::empty())?;
    let listener = |file: i32| {
        let listener = TcpListener::from(pidfd_getfd(&process, file, PidfdGetfdFlags::empty())?);
        // A file of another kind has no such address.
        listener.local_addr().map(|_| listener)
    };
    (FIRST..FIRST + count).map(listener).collect()
}

/// No listener: who starts processes here gives none.
#[cfg(not(target_os = "linux"))]
pub fn given(_: &World) -> io::Result<Vec<TcpListener>> {
    Ok(Vec::new())
}

/// The first file behind the standard ones.
#[cfg(target_os = "linux")]
const FIRST: i32 = 3;

#[cfg(target_os = "linux")]
const MOST: i32 = 32;
