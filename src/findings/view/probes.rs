//! The answers to our own questions.

use super::View;
use crate::{
    go::{cmd::meta::Import, std::crypto::x509::Certificate, xmod::module::is_below},
    trace::{
        DefaultChain, IssuerFetched, MachineSeen, Offered, OtherChain, Probed, Question, RootFound,
        Told as _,
    },
};

impl<'a> View<'a> {
    pub(crate) fn probes(&self) -> impl Iterator<Item = &'a Probed> {
        self.failed().told::<Probed>()
    }

    pub(crate) fn probed(&self, question: &Question) -> Option<&'a Probed> {
        self.probes().find(|probed| probed.question == *question)
    }

    /// The tag that http has and https does not give.
    pub(crate) fn tag_over_http(&self) -> Option<(&'a Probed, &'a Import)> {
        self.tags_probed().find(|(probed, _)| probed.question == Question::OverHttp)
    }

    /// Another address of the host, where the page has the tag.
    pub(crate) fn elsewhere(&self) -> Option<(&'a str, &'a Import)> {
        self.tags_probed().find_map(|(probed, tag)| match &probed.question {
            Question::AtAddress { address } => Some((address.as_str(), tag)),
            _ => None,
        })
    }

    /// The page that has the tag without the query, or with the one that a redirect dropped.
    pub(crate) fn with_other_query(&self) -> Option<(&'a Probed, &'a Import)> {
        self.tags_probed().find(|(probed, _)| {
            matches!(probed.question, Question::WithoutQuery | Question::WithQuery)
        })
    }

    /// The answers of two hosts that have nothing to do with each other, and end up in the same place.
    pub(crate) fn intercepted(&self) -> Option<(&'a Probed, &'a Probed)> {
        let mut portals =
            self.probes().filter(|probed| matches!(probed.question, Question::Portal { .. }));
        let (own, other) = (portals.next()?, portals.next()?);
        own.is_led_like(other).then_some((own, other))
    }

    /// Whether our own questions show that neither the page nor the server's certificate is at
    /// fault.
    pub(crate) fn is_elsewhere(&self) -> bool {
        self.elsewhere().is_some()
            || self.with_other_query().is_some()
            || self.intercepted().is_some()
    }

    /// The tags for the path that our own questions found.
    fn tags_probed(&self) -> impl Iterator<Item = (&'a Probed, &'a Import)> {
        let path = self.culprit().unwrap_or_default().to_owned();
        self.probes().filter_map(move |probed| {
            let mut tags = probed.seen.as_ref()?.imports.iter();
            Some((probed, tags.find(|tag| is_below(&path, &tag.prefix))?))
        })
    }

    pub(crate) fn root_found(&self) -> Option<&'a RootFound> {
        self.failed().told::<RootFound>().next()
    }

    pub(crate) fn issuer_fetched(&self) -> Option<&'a IssuerFetched> {
        self.failed().told::<IssuerFetched>().next()
    }

    /// What the server answered to an offer that is not go's.
    pub(crate) fn offered(&self, small: bool) -> Option<&'a Offered> {
        self.failed().told::<Offered>().find(|offered| offered.small == small)
    }

    /// The chain that the server shows to clients that name no host.
    pub(crate) fn default_chain(&self) -> Option<&'a OtherChain> {
        let mut chains = self.failed().told::<DefaultChain>().map(|default| &default.0);
        chains.find(|other| !other.chain.is_empty())
    }

    /// Every clock that was asked, in seconds ahead of this machine's.
    pub(crate) fn clocks(&self) -> Vec<(&'a str, i64)> {
        let asked = self.probes().filter(|probed| probed.question == Question::Clock);
        let ahead = |probed: &'a Probed| Some((probed.url.as_str(), probed.seen.as_ref()?.ahead?));
        asked.filter_map(ahead).collect()
    }

    /// How far this machine's clock is behind, in seconds, where every clock that was asked says
    /// that it is more than an hour off, in the same direction.
    pub(crate) fn behind(&self) -> Option<i64> {
        const HOUR: i64 = 3600;
        let clocks = self.clocks();
        let least = clocks.iter().map(|(_, ahead)| *ahead).min_by_key(|ahead| ahead.abs())?;
        let off = |ahead: i64| ahead.abs() > HOUR && ahead.signum() == least.signum();
        clocks.iter().all(|(_, ahead)| off(*ahead)).then_some(least)
    }

    /// Another host's chain that the same unknown issuer signed.
    pub(crate) fn same_issuer(&self) -> Option<&'a OtherChain> {
        let judged = self.untrusted()?;
        let issuer = |der: &[u8]| {
            let certificate = Certificate::parse(der, self.trace.header.go).ok()?;
            Some(certificate.raw_issuer().to_vec())
        };
        let own = issuer(&judged.chain.last()?.0)?;
        let theirs = |other: &OtherChain| issuer(&other.chain.last()?.0);
        let mut refused = self.failed().told::<OtherChain>().filter(|other| !other.accepted);
        refused.find(|other| theirs(other).as_ref() == Some(&own))
    }

    /// The file that shows that this is a container.
    pub(crate) fn container(&self) -> Option<&'a str> {
        self.failed().told::<MachineSeen>().find_map(|machine| machine.container.as_deref())
    }

    /// The machine, where a library is loaded before every program and sends it to a proxy.
    pub(crate) fn proxified(&self) -> Option<&'a MachineSeen> {
        const LIBRARIES: [&str; 3] = ["proxychains", "tsocks", "torsocks"];
        let leads = |value: &String| LIBRARIES.iter().any(|library| value.contains(library));
        let mut machines = self.failed().told::<MachineSeen>();
        machines.find(|machine| machine.preload.as_ref().is_some_and(leads))
    }
}
