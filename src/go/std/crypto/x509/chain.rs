//! Building chains from a certificate to a root, in go's order.

use std::sync::Arc;

use time::OffsetDateTime;

use super::{
    certificate::Certificate,
    early_names,
    failure::{Hint, Reason, VerifyError},
    pool::Pool,
};
use crate::go::version::{Change, Version};

/// A chain, the server's certificate first.
pub type Chain = Vec<Arc<Certificate>>;

/// The place of a certificate in a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Leaf,
    Intermediate,
    Root,
}

/// What chains are built from, and how much work that was.
pub(crate) struct Builder<'a> {
    pub(crate) roots: &'a Pool,
    pub(crate) intermediates: &'a Pool,
    pub(crate) now: OffsetDateTime,
    pub(crate) version: Version,
    pub(crate) tried: usize,
}

/// How many candidates go tries for one verification, whether or not it checks a signature.
const LIMIT: usize = 100;

impl Builder<'_> {
    /// Every chain that begins with `below` and ends in a root.
    ///
    /// The error is that of the candidate tried last, or that there was none; roots come first.
    pub(crate) fn build(&mut self, below: &Chain) -> Result<Vec<Chain>, VerifyError> {
        let Some(child) = below.last() else {
            return Ok(Vec::new());
        };
        let mut search = Search::default();
        for candidate in self.roots.candidates(child) {
            self.consider(Place::Root, &candidate, below, &mut search);
        }
        for candidate in self.intermediates.candidates(child) {
            self.consider(Place::Intermediate, &candidate, below, &mut search);
        }
        if !search.chains.is_empty() {
            return Ok(search.chains);
        }
        let Search { hint, error, .. } = search;
        Err(error.unwrap_or_else(|| VerifyError::UnknownAuthority {
            certificate: Arc::clone(child),
            hint: hint.map(Box::new),
        }))
    }

    fn consider(
        &mut self,
        place: Place,
        candidate: &Arc<Certificate>,
        below: &Chain,
        search: &mut Search,
    ) {
        let fit = candidate.key.is_known() && !stands_in(candidate, below);
        if fit || self.version.has(Change::EveryCandidateCounts) {
            self.tried += 1;
            if self.tried > LIMIT {
                search.error = Some(VerifyError::SignatureLimit);
                return;
            }
        }
        if !fit {
            return;
        }
        let signed = below.last().map(|c| c.check_signature_from(candidate, self.version));
        if let Some(Err(error)) = signed {
            let hint = Hint { error, candidate: Arc::clone(candidate) };
            search.hint.get_or_insert(hint);
            return;
        }
        let mut chain = below.clone();
        chain.push(Arc::clone(candidate));
        let found = match self.check(place, candidate, below) {
            Err(reason) => Err(invalid(candidate, reason)),
            Ok(()) if place == Place::Root => Ok(vec![chain]),
            Ok(()) => self.build(&chain),
        };
        search.take(found);
    }

    /// Whether `certificate` may be at `place`, above `below`.
    pub(crate) fn check(
        &self,
        place: Place,
        certificate: &Certificate,
        below: &Chain,
    ) -> Result<(), Reason> {
        if !certificate.extensions.unhandled_critical.is_empty() {
            return Err(Reason::UnhandledCriticalExtension);
        }
        if below.last().is_some_and(|child| child.raw_issuer != certificate.raw_subject) {
            return Err(Reason::NameMismatch);
        }
        self.check_time(certificate)?;
        if !self.version.has(Change::ChainNameConstraints) {
            early_names::check(certificate, below, self.version)?;
        }
        check_authority(place, certificate, below)
    }

    fn check_time(&self, certificate: &Certificate) -> Result<(), Reason> {
        let (now, from, until) = (self.now, certificate.not_before, certificate.not_after);
        let shown = self.version.has(Change::ExpiryTimes);
        if now < from {
            return Err(Reason::NotYetValid { now, from, shown });
        }
        if now > until {
            return Err(Reason::Expired { now, until, shown });
        }
        Ok(())
    }
}

/// What came of the candidates so far.
#[derive(Default)]
struct Search {
    chains: Vec<Chain>,
    hint: Option<Hint>,
    error: Option<VerifyError>,
}

impl Search {
    fn take(&mut self, found: Result<Vec<Chain>, VerifyError>) {
        match found {
            Ok(chains) => self.chains.extend(chains),
            Err(error) => self.error = Some(error),
        }
    }
}

pub(crate) fn invalid(certificate: &Arc<Certificate>, reason: Reason) -> VerifyError {
    VerifyError::Invalid { certificate: Arc::clone(certificate), reason }
}

/// Whether a certificate of the same subject, key and alternative names is in the chain already.
///
/// go stops looking at the first of the same subject and key where one of the two has alternative
/// names and the other none, so that a certificate can come twice.
fn stands_in(candidate: &Certificate, chain: &Chain) -> bool {
    let same_key = |member: &&Arc<Certificate>| {
        member.raw_subject == candidate.raw_subject && member.raw_spki == candidate.raw_spki
    };
    for member in chain.iter().filter(same_key) {
        match (&member.extensions.raw_san, &candidate.extensions.raw_san) {
            (None, None) => return true,
            (Some(_), None) | (None, Some(_)) => return false,
            (Some(one), Some(other)) if one == other => return true,
            (Some(_), Some(_)) => {}
        }
    }
    false
}

fn check_authority(place: Place, certificate: &Certificate, below: &Chain) -> Result<(), Reason> {
    if place == Place::Intermediate && !certificate.is_ca() {
        return Err(Reason::NotAuthorizedToSign);
    }
    let basic = certificate.extensions.basic_constraints;
    let limit = basic.and_then(|basic| basic.max_path_length);
    let intermediates = below.len().saturating_sub(1) as u64;
    if limit.is_some_and(|limit| intermediates > limit) {
        return Err(Reason::TooManyIntermediates);
    }
    Ok(())
}
