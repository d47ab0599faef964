//! What all connections share: answers and certificate, each as last read, and what is counted.

use std::{
    io,
    sync::{Arc, PoisonError, RwLock},
};

use rustls::ServerConfig;

use super::{Limits, Setup, TlsFiles, log::Log, metrics::Metrics, room::Room, stamps::Stamps, tls};
use crate::{
    serve::{
        answer::Answers,
        load::{Config, Loaded, Refused, Remark, load},
    },
    world::World,
};

/// Something that happened while a server runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The configuration was read again: how many repositories it names, and what is odd about it.
    Loaded(usize, Vec<Remark>),
    /// A changed configuration that cannot be served; the one before is.
    Kept(Refused),
    /// The certificate was read again.
    Certificate,
    /// A changed certificate that cannot be used; the one before is.
    CertificateKept(String),
}

/// What all connections share.
pub(super) struct State {
    pub(super) world: Arc<World>,
    pub(super) config: Config,
    pub(super) tls: Option<TlsFiles>,
    pub(super) behind_proxy: bool,
    pub(super) log: Log,
    pub(super) limits: Limits,
    pub(super) metrics: Metrics,
    /// The files as they were before they were read first.
    pub(super) seen: Stamps,
    /// For connections that ask for pages.
    pub(super) room: Arc<Room>,
    answers: RwLock<Arc<Answers>>,
    acceptor: RwLock<Option<Arc<ServerConfig>>>,
    tell: Box<dyn Fn(Notice) + Send + Sync>,
}

impl State {
    pub(super) fn new(setup: Setup, loaded: Loaded) -> io::Result<Self> {
        let Setup { world, config, tls, behind_proxy, log, limits, tell, .. } = setup;
        let now = Stamps::of(&world, &config.file, tls.as_ref());
        let seen = Stamps { config: loaded.stamp, ..now };
        let acceptor = tls.as_ref().map(|files| tls::read(&world, files)).transpose();
        let acceptor = acceptor.map_err(io::Error::other)?;
        let metrics = Metrics::new(world.now().unix_timestamp());
        Ok(Self {
            world,
            config,
            tls,
            behind_proxy,
            log,
            limits,
            metrics,
            seen,
            room: Arc::new(Room::new(limits.connections)),
            answers: RwLock::new(Arc::new(loaded.answers)),
            acceptor: RwLock::new(acceptor),
            tell,
        })
    }

    /// The answers in force.
    pub(super) fn answers(&self) -> Arc<Answers> {
        self.answers.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How TLS begins; `None` for plain HTTP.
    pub(super) fn acceptor(&self) -> Option<Arc<ServerConfig>> {
        self.acceptor.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads the configuration again.
    pub(super) fn reload(&self) {
        let loaded = load(&self.world, &self.config);
        self.metrics.loaded(loaded.is_ok(), self.world.now().unix_timestamp());
        match loaded {
            Err(refused) => (self.tell)(Notice::Kept(refused)),
            Ok(Loaded { answers, remarks, .. }) => {
                let named = answers.site().len();
                *self.answers.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(answers);
                (self.tell)(Notice::Loaded(named, remarks));
            }
        }
    }

    /// Reads the certificate and its key again.
    pub(super) fn reload_certificate(&self) {
        let Some(files) = &self.tls else { return };
        match tls::read(&self.world, files) {
            Err(why) => (self.tell)(Notice::CertificateKept(why)),
            Ok(acceptor) => {
                *self.acceptor.write().unwrap_or_else(PoisonError::into_inner) = Some(acceptor);
                (self.tell)(Notice::Certificate);
            }
        }
    }
}
