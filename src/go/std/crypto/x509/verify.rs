//! go's verifier: the server's certificate, its host, and a chain to a root.

use std::sync::Arc;

use time::OffsetDateTime;

use super::{
    certificate::Certificate,
    chain::{Builder, Chain, Place, invalid},
    failure::{Reason, VerifyError},
    host::verify_host,
    name_check, policy,
    pool::Pool,
};
use crate::go::version::{Change, Version};

/// Verifies `chain`, the server's certificate first, for `host` at `now`.
///
/// `now` keeps its offset: go prints it in the local zone. Comes out with every chain that go finds,
/// in its order, or with the error that go prints. Source: env-auth-proxy-tls.md §5.2.
pub fn verify(
    chain: &[Arc<Certificate>],
    roots: &Pool,
    host: &str,
    now: OffsetDateTime,
    version: Version,
) -> Result<Vec<Chain>, VerifyError> {
    let Some((leaf, sent)) = chain.split_first() else {
        return Ok(Vec::new());
    };
    if let Some(text) = roots.failure() {
        return Err(VerifyError::NoRoots(text.to_owned()));
    }
    let mut intermediates = Pool::default();
    for certificate in sent {
        intermediates.add(Arc::clone(certificate), None);
    }
    let intermediates = &intermediates;
    let mut builder = Builder { roots, intermediates, now, version, tried: 0 };
    builder.check(Place::Leaf, leaf, &Vec::new()).map_err(|reason| invalid(leaf, reason))?;
    if !host.is_empty() {
        verify_host(leaf, host, version).map_err(|error| VerifyError::Host(Box::new(error)))?;
    }
    let itself = vec![Arc::clone(leaf)];
    let chains = if roots.contains(leaf) { vec![itself] } else { builder.build(&itself)? };
    usable(leaf, chains, version)
}

/// The chains whose policies agree, that are good for a server, and whose names may be signed.
///
/// Where there is none, a refused name comes first, whatever is wrong with the other chains.
fn usable(
    leaf: &Arc<Certificate>,
    chains: Vec<Chain>,
    version: Version,
) -> Result<Vec<Chain>, VerifyError> {
    let (mut good, mut policies, mut usages, mut refused) = (Vec::new(), 0, 0, None);
    for chain in chains {
        if version.has(Change::PolicyGraph) && !policy::agree(&chain) {
            policies += 1;
        } else if !is_for_servers(&chain) {
            usages += 1;
        } else if let Err(error) = check_names(&chain, version) {
            refused.get_or_insert(error);
        } else {
            good.push(chain);
        }
    }
    if !good.is_empty() {
        return Ok(good);
    }
    let reason = match policies {
        0 => Reason::IncompatibleUsage,
        _ if version.has(Change::ChainsCounted) => Reason::NoValidChains { policies, usages },
        _ => Reason::InvalidPolicies,
    };
    Err(refused.unwrap_or_else(|| invalid(leaf, reason)))
}

fn check_names(chain: &Chain, version: Version) -> Result<(), VerifyError> {
    if !version.has(Change::ChainNameConstraints) {
        return Ok(());
    }
    name_check::check_chain(chain, version)
        .map_err(|(certificate, refusal)| invalid(&certificate, Reason::Name(refusal)))
}

/// id-kp-serverAuth and anyExtendedKeyUsage.
const SERVER_AUTH: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 1];
const ANY_USAGE: &[u8] = &[0x55, 0x1d, 0x25, 0];

/// Every certificate that has extended key usages must have the server's, the root too.
fn is_for_servers(chain: &Chain) -> bool {
    chain.iter().all(|certificate| {
        let usages = certificate.extended_key_usage();
        usages.is_empty() || usages.iter().any(|usage| usage.is(SERVER_AUTH) || usage.is(ANY_USAGE))
    })
}
