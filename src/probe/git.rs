//! git's roots, where go has accepted a chain: go fetches from the repository by way of git.

use std::sync::Arc;

use super::{
    Prober,
    readers::{self, Taken},
};
use crate::{
    go::std::crypto::x509::{self, Certificate, Pool},
    trace::{Asked, Event, GitRefuses, Judged, Recorder, RequestId, Source, Step, Trace},
    world::World,
};

/// The roots that a variable names for git.
pub(super) struct GitRoots {
    file: Source,
    pool: Pool,
}

impl Prober {
    /// The chains of `trace` that go accepts and that git would refuse, as a variable of git's names
    /// other roots. Nothing is sent.
    pub(crate) fn look_at_git(&self, trace: &Trace) -> Vec<Event> {
        if is_set(&self.world, "GIT_SSL_NO_VERIFY") {
            return Vec::new();
        }
        let Some(GitRoots { file, pool }) = self.git_roots() else { return Vec::new() };
        let refuses =
            |judged: &Judged| self.memory.refused.of(judged, || self.refuses(pool, judged));
        let found = accepted(trace).find(|(_, judged)| refuses(judged));
        let Some((path, judged)) = found else { return Vec::new() };
        let recorder = Recorder::new(self.world.clone(), path.map(Into::into));
        let refuses = GitRefuses {
            host: judged.host.clone(),
            variable: file.variable.clone().unwrap_or_default(),
            file: file.path.clone(),
            certificates: file.certificates,
            error: file.error.clone(),
        };
        recorder.note_probe(Step::Fetch, refuses);
        recorder.take()
    }

    /// git's roots, read once.
    fn git_roots(&self) -> Option<&GitRoots> {
        let read = || {
            let Taken { reader, certificates } = readers::git(&self.world)?;
            Some(GitRoots { file: reader.file?, pool: self.pool(&certificates) })
        };
        self.memory.git.get_or_init(read).as_ref()
    }

    fn pool(&self, certificates: &[Vec<u8>]) -> Pool {
        let mut pool = Pool::default();
        for der in certificates {
            if let Ok(certificate) = Certificate::parse(der, self.version) {
                pool.add(Arc::new(certificate), None);
            }
        }
        pool
    }

    /// Whether no chain ends in one of these roots: go's own rules tell, which accept it with others.
    fn refuses(&self, pool: &Pool, judged: &Judged) -> bool {
        let chain = judged.chain.der();
        let now = self.world.now();
        x509::verify_handshake(&chain, pool, &judged.host, now, self.version).verdict.is_err()
    }
}

/// The chains that go accepted, of requests that it verified.
fn accepted(trace: &Trace) -> impl Iterator<Item = (Option<&str>, &Judged)> {
    let unverified = |request: Option<RequestId>| {
        trace.all::<Asked>().any(|(event, asked)| event.request == request && asked.unverified)
    };
    let judged = trace.all::<Judged>().filter(|(event, _)| !event.probe);
    let believed = judged.filter(|(_, judged)| judged.error.is_none());
    let verified = believed.filter(move |(event, _)| !unverified(event.request));
    verified.map(|(event, judged)| (event.path.as_deref(), judged))
}

fn is_set(world: &World, variable: &str) -> bool {
    world.var(variable).is_some()
}
