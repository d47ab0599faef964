//! A chain of which a link between the server's certificate and the others is not sent.

use crate::findings::view::View;

/// What lies on both sides of the missing link.
pub(super) struct Gap {
    /// The name of the missing issuer.
    pub(super) missing: String,
    /// The name of a certificate that is sent and is on no way from the server's own.
    pub(super) beyond: String,
}

/// The gap in the chain that go does not trust; none where each certificate leads to the next, or only the end is missing.
pub(super) fn gap(view: &View<'_>) -> Option<Gap> {
    let judged = view.untrusted().filter(|_| view.unfit().is_none())?;
    let mut sent = (0..judged.chain.len()).map_while(|at| view.certificate(judged, at));
    let mut top = sent.next()?;
    let mut others: Vec<_> = sent.collect();
    while let Some(at) = others.iter().position(|other| other.raw_subject() == top.raw_issuer()) {
        top = others.remove(at);
    }
    let beyond = others.iter().find(|other| other.is_self_issued())?;
    let ends = top.is_self_issued();
    (!ends).then(|| Gap { missing: top.issuer().to_string(), beyond: beyond.subject().to_string() })
}
