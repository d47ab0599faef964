//! Certificates and roots from all sides, whether or not go trusts them: for the `certs` command.

use std::{collections::HashSet, path::Path, sync::Arc};

use time::format_description::well_known::Rfc3339;

use super::{
    Prober,
    readers::{self, Taken},
    roots::{MAX_FILES, Place},
};
use crate::{
    go::std::{
        crypto::{
            roots::{Roots, certificates},
            x509::{Certificate, Chain, Member, Pool},
        },
        strconv::text::lossy,
    },
    second::webpki,
    trace::{
        Anchors, ChainExamined, Event, Fact, HeldIn, Judged, Link, OddRoot, Oddness, Opinion,
        Recorder, RootsExamined, RootsRead, Step, Trace, Unread,
    },
};

/// How much of a file in a place that go does not read is looked at.
const MAX_SIZE: u64 = 1 << 20;

impl Prober {
    /// What there is to know of the chain that `trace` shows, of which go built `built`, or of the
    /// roots where it shows none. Nothing is sent.
    pub(crate) fn inspect(&self, trace: &Trace, roots: &Roots, built: &[Chain]) -> Vec<Event> {
        let (path, fact): (_, Fact) = match trace.all::<Judged>().last() {
            Some((event, judged)) => {
                (event.path.clone(), self.chain_examined(judged, &roots.pool, built).into())
            }
            None if trace.header.path.is_empty() => {
                (None, self.roots_examined(trace, roots).into())
            }
            None => return Vec::new(),
        };
        let recorder = Recorder::new(self.world.clone(), path);
        recorder.note_probe(Step::Fetch, fact);
        recorder.take()
    }

    fn chain_examined(&self, judged: &Judged, pool: &Pool, built: &[Chain]) -> ChainExamined {
        let chain = judged.chain.der();
        ChainExamined {
            built: built.iter().map(|chain| links(chain, pool)).collect(),
            held: self.held(&chain, &judged.host, pool),
            opinions: self.opinions(&chain, &judged.host, pool),
        }
    }

    /// Where the certificates of `chain` lie on this machine, go's own places first.
    fn held(&self, chain: &[Vec<u8>], host: &str, pool: &Pool) -> Vec<HeldIn> {
        let mut held = Vec::new();
        for (at, der) in chain.iter().enumerate() {
            let known = Certificate::parse(der, self.version).ok();
            let source = known.as_ref().and_then(|certificate| pool.source_of(certificate));
            held.extend(source.map(|file| HeldIn {
                at,
                file: shown(file),
                is_root: true,
                variable: None,
            }));
        }
        for (place, found) in self.read_all(self.places(host)) {
            for certificate in found {
                let Some(at) = chain.iter().position(|der| *der == certificate.der()) else {
                    continue;
                };
                let variable = place.variable.map(str::to_owned);
                held.push(HeldIn { at, file: shown(&place.file), is_root: false, variable });
            }
        }
        held.sort_by_key(|held| held.at);
        held
    }

    /// Each of `places` that go does not read, with the certificates in it.
    fn read_all(&self, places: impl Iterator<Item = Place>) -> Vec<(Place, Vec<Certificate>)> {
        let read = places.take(MAX_FILES).filter_map(|place| {
            let data = self.world.read(&place.file, MAX_SIZE).ok()?;
            let found = certificates(&data, self.version).filter_map(|(_, read)| read.ok());
            let found: Vec<_> = found.collect();
            (!found.is_empty()).then_some((place, found))
        });
        read.collect()
    }

    fn opinions(&self, chain: &[Vec<u8>], host: &str, pool: &Pool) -> Vec<Opinion> {
        let now = self.world.now();
        let roots = pool.iter().map(|member| member.certificate.der());
        let (count, error) = webpki::judge(chain, roots, host, now);
        let go = Opinion { anchors: Anchors::Go, roots: count, error };
        let Taken { certificates, .. } = readers::openssl(&self.world);
        let roots = certificates.iter().map(Vec::as_slice);
        let (count, error) = webpki::judge(chain, roots, host, now);
        vec![go, Opinion { anchors: Anchors::Platform, roots: count, error }]
    }

    /// What the system's own verifier knows is not known here.
    fn roots_examined(&self, trace: &Trace, roots: &Roots) -> RootsExamined {
        let pool = &roots.pool;
        let read = trace.first::<RootsRead>();
        let own = read.into_iter().flat_map(|read| self.not_read(read));
        let elsewhere = own.chain(self.places("")).filter(|_| !roots.by_system);
        let unread = self.read_all(elsewhere);
        let mut told = HashSet::new();
        let unread = unread.into_iter().filter_map(|(place, found)| {
            let strange = |certificate: &&Certificate| {
                certificate.may_sign_certificates()
                    && !pool.contains(certificate)
                    && told.insert(certificate.sha256())
            };
            let strangers: Vec<_> = found.iter().filter(strange).collect();
            Some(Unread {
                file: shown(&place.file),
                variable: place.variable.map(str::to_owned),
                subject: strangers.first()?.subject().to_string(),
                certificates: strangers.len(),
                place: place.why,
            })
        });
        RootsExamined {
            odd: pool.iter().filter_map(|member| self.odd(member)).collect(),
            unread: unread.collect(),
            readers: vec![readers::openssl(&self.world).reader, readers::curl(&self.world)],
        }
    }

    fn odd(&self, member: &Member) -> Option<OddRoot> {
        let (root, now) = (&member.certificate, self.world.now());
        let (why, moment) = if now > root.not_after() {
            (Oddness::Expired, Some(root.not_after()))
        } else if now < root.not_before() {
            (Oddness::NotYetValid, Some(root.not_before()))
        } else if !root.may_sign_certificates() {
            (Oddness::NotAuthority, None)
        } else {
            return None;
        };
        Some(OddRoot {
            file: member.source.as_ref().map(|file| shown(file)).unwrap_or_default(),
            subject: root.subject().to_string(),
            why,
            moment: moment.and_then(|moment| moment.format(&Rfc3339).ok()),
        })
    }
}

/// A chain that go built, each root with its file.
fn links(chain: &Chain, pool: &Pool) -> Vec<Link> {
    let link = |certificate: &Arc<Certificate>| Link {
        certificate: certificate.der().to_vec().into(),
        file: pool.source_of(certificate).map(shown),
    };
    chain.iter().map(link).collect()
}

fn shown(file: &Path) -> String {
    lossy(file.as_os_str().as_encoded_bytes())
}
