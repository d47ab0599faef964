//! Certificate policies, by RFC 5280 §6.1 as RFC 9618 mends it; go 1.24.
//!
//! go asks for no policy in particular, so all that matters is whether any is left at the end, and
//! only where a certificate requires one. The graph's lowest level is enough to know.

use std::collections::{BTreeMap, BTreeSet};

use super::{certificate::Policies, chain::Chain, oid::Oid};

const ANY: &[u8] = &[0x55, 0x1d, 0x20, 0];

/// Policies that hold so far, each with those that may replace it one certificate below.
type Level = BTreeMap<Oid, BTreeSet<Oid>>;

/// Whether the policies of a chain, the server's certificate first, agree with each other.
pub(crate) fn agree(chain: &Chain) -> bool {
    let Some((_, below_root)) = chain.split_last().filter(|(_, rest)| !rest.is_empty()) else {
        return true;
    };
    let mut state = State::new(below_root.len() as u64);
    for (at, certificate) in below_root.iter().enumerate().rev() {
        let (policies, last) = (&certificate.extensions.policies, at == 0);
        let self_issued = certificate.is_self_issued();
        state.narrow(policies, !last && self_issued);
        if !last && !state.prepare_next(policies, self_issued) {
            return false;
        }
    }
    let leaf = below_root.first().map(|leaf| &leaf.extensions.policies);
    let required = leaf.is_some_and(|policies| policies.require_explicit == Some(0));
    let explicit = if required { 0 } else { state.explicit.saturating_sub(1) };
    explicit > 0 || !state.level.is_empty()
}

/// The counters of §6.1.2 and the lowest level of the graph.
struct State {
    explicit: u64,
    mapping: u64,
    any: u64,
    level: Level,
    /// Whether a certificate without policies has ended the graph.
    gone: bool,
}

impl State {
    fn new(length: u64) -> Self {
        let start = length + 1;
        Self {
            explicit: start,
            mapping: start,
            any: start,
            gone: false,
            level: any_level().into_iter().collect(),
        }
    }

    /// §6.1.3 (d) and (e): what this certificate's policies leave.
    fn narrow(&mut self, policies: &Policies, may_have_any: bool) {
        self.gone |= policies.ids.is_empty();
        let above = std::mem::take(&mut self.level);
        let any_above = above.keys().any(|policy| policy.is(ANY));
        let expected: BTreeSet<&Oid> = above.values().flatten().collect();
        for policy in policies.ids.iter().filter(|policy| !policy.is(ANY)) {
            if any_above || expected.contains(policy) {
                self.level.insert(policy.clone(), [policy.clone()].into());
            }
        }
        let has_any = policies.ids.iter().any(|policy| policy.is(ANY));
        if has_any && (self.any > 0 || may_have_any) {
            for policy in expected {
                self.level.entry(policy.clone()).or_insert_with(|| [policy.clone()].into());
            }
        }
    }

    /// §6.1.4; false for a mapping that no certificate may have.
    fn prepare_next(&mut self, policies: &Policies, self_issued: bool) -> bool {
        let maps_any = policies.mappings.iter().any(|(from, to)| from.is(ANY) || to.is(ANY));
        if maps_any && !self.gone && self.mapping > 0 {
            return false;
        }
        self.map(&policies.mappings);
        if !self_issued {
            for counter in [&mut self.explicit, &mut self.mapping, &mut self.any] {
                *counter = counter.saturating_sub(1);
            }
        }
        let lower = |counter: &mut u64, limit: Option<i64>| {
            let limit = limit.and_then(|limit| u64::try_from(limit).ok());
            *counter = limit.unwrap_or(*counter).min(*counter);
        };
        lower(&mut self.explicit, policies.require_explicit);
        lower(&mut self.mapping, policies.inhibit_mapping);
        lower(&mut self.any, policies.inhibit_any);
        true
    }

    /// §6.1.4 (b): policies go by other names below, or end here where mapping is inhibited.
    fn map(&mut self, mappings: &[(Oid, Oid)]) {
        let mut by_issuer: BTreeMap<&Oid, BTreeSet<Oid>> = BTreeMap::new();
        for (from, to) in mappings {
            by_issuer.entry(from).or_default().insert(to.clone());
        }
        let any = self.level.keys().any(|policy| policy.is(ANY));
        for (from, to) in by_issuer {
            if self.mapping == 0 {
                self.level.remove(from);
            } else if any || self.level.contains_key(from) {
                self.level.insert(from.clone(), to);
            }
        }
    }
}

fn any_level() -> Option<(Oid, BTreeSet<Oid>)> {
    let any = Oid::from_der(ANY)?;
    Some((any.clone(), [any].into()))
}
