//! The server: listeners, connections with their limits, reload, and what is told of it.

mod admin;
mod connection;
mod limits;
mod listen;
mod log;
mod metrics;
mod respond;
mod room;
mod stamps;
mod state;
mod tls;
mod watch;

use std::{io, net::SocketAddr, sync::Arc};

use tokio::{net::TcpListener, task::JoinSet};

pub use limits::{Limits, most_connections};
pub use listen::{bind, given};
pub use log::Log;
pub use state::Notice;
pub use tls::TlsFiles;

use self::{connection::Way, room::Room, state::State};
use super::load::{Config, Loaded};
use crate::world::World;

/// What a server is made of.
pub struct Setup {
    /// The files and the clock.
    pub world: Arc<World>,
    /// Where the answers come from.
    pub config: Config,
    /// The listeners that answer go and browsers.
    pub listeners: Vec<std::net::TcpListener>,
    /// The listener for health and metrics.
    pub admin: Option<std::net::TcpListener>,
    /// The certificate and its key; plain HTTP without.
    pub tls: Option<TlsFiles>,
    /// Whether `X-Forwarded-Host` and `X-Forwarded-For` are believed.
    pub behind_proxy: bool,
    /// Where requests are noted.
    pub log: Log,
    /// How much a client may take.
    pub limits: Limits,
    /// Who is told what happens.
    pub tell: Box<dyn Fn(Notice) + Send + Sync>,
}

/// A server that can run.
pub struct Server {
    state: Arc<State>,
    listeners: Vec<TcpListener>,
    admin: Option<TcpListener>,
}

impl Server {
    /// A server for what was loaded. It accepts nothing before it runs, but connections wait.
    ///
    /// # Errors
    ///
    /// A listener cannot be used, or the certificate and its key cannot.
    pub fn new(setup: Setup, loaded: Loaded) -> io::Result<Self> {
        let listeners = setup.listeners.iter().map(|it| listening(it.try_clone()?));
        let listeners = listeners.collect::<io::Result<Vec<_>>>()?;
        let admin = setup.admin.as_ref().map(|it| listening(it.try_clone()?)).transpose()?;
        let state = Arc::new(State::new(setup, loaded)?);
        Ok(Self { state, listeners, admin })
    }

    /// The addresses that it listens on.
    pub fn addresses(&self) -> Vec<SocketAddr> {
        self.listeners.iter().filter_map(|it| it.local_addr().ok()).collect()
    }

    /// Answers until `end` is there; then connections come to their end, those without a request at once.
    pub async fn run(self, end: impl Future<Output = ()>) {
        let Self { state, listeners, admin } = self;
        let room = state.room.clone();
        let mut doors = JoinSet::new();
        for listener in listeners {
            doors.spawn(connection::accept_all(listener, Way::Site, state.clone(), room.clone()));
        }
        if let Some(listener) = admin {
            // Whoever watches is let in when all room is taken.
            let own = Arc::new(Room::new(ADMIN_CONNECTIONS));
            doors.spawn(connection::accept_all(listener, Way::Admin, state.clone(), own));
        }
        doors.spawn(watch::watch(state.clone()));
        end.await;
        doors.shutdown().await;
        room.close(state.limits.grace).await;
        state.log.end();
    }
}

fn listening(listener: std::net::TcpListener) -> io::Result<TcpListener> {
    listener.set_nonblocking(true)?;
    TcpListener::from_std(listener)
}

/// How many connections the listener for health and metrics has at once.
const ADMIN_CONNECTIONS: usize = 16;
