//! git's roots, where go has accepted a chain: go fetches from the repository by way of git.

use std::sync::Arc;

use super::{Prober, readers};
use crate::{
    go::std::crypto::x509::{self, Certificate, Pool},
    trace::{Event, Fact, GitRefuses, Judged, Recorder, Step, Trace},
    world::World,
};

impl Prober {
    /// The chains of `trace` that go accepts and that git would refuse, as a variable of git's names
    /// other roots. Nothing is sent.
    pub(crate) fn look_at_git(&self, trace: &Trace) -> Vec<Event> {
        if is_set(&self.world, "GIT_SSL_NO_VERIFY") {
            return Vec::new();
        }
        let Some(git) = readers::git(&self.world) else { return Vec::new() };
        let Some(file) = git.reader.file else { return Vec::new() };
        let pool = self.pool(&git.certificates);
        let found = accepted(trace).find(|(_, judged)| self.refuses(&pool, judged));
        let Some((path, judged)) = found else { return Vec::new() };
        let recorder = Recorder::new(self.world.clone(), path.map(Into::into));
        let refuses = GitRefuses {
            host: judged.host.clone(),
            variable: file.variable.unwrap_or_default(),
            file: file.path,
            certificates: file.certificates,
            error: file.error,
        };
        recorder.note_probe(Step::Fetch, Fact::GitRefuses(refuses));
        recorder.take()
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
    let unverified = |judged: &Judged| {
        trace.events.iter().any(|event| match &event.fact {
            Fact::Asked(asked) => asked.request == judged.request && asked.unverified,
            _ => false,
        })
    };
    let events = trace.events.iter().filter(|event| !event.probe);
    events.filter_map(move |event| match &event.fact {
        Fact::Judged(judged) if judged.error.is_none() && !unverified(judged) => {
            Some((event.path.as_deref(), judged))
        }
        _ => None,
    })
}

fn is_set(world: &World, variable: &str) -> bool {
    world.var(variable).is_some()
}
