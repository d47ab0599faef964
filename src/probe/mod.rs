//! The questions that go does not ask: after a failure, what tells look-alike causes apart.
//!
//! A handful of them, each bounded to two seconds. No credentials are sent, no redirect is
//! followed, and what go asks by way of a proxy is asked by way of it too. Where a tag names a
//! module proxy, that is asked what go asks it next: a run ends before.

mod access;
mod chain;
mod git;
mod http;
mod inspect;
mod machine;
mod memory;
mod offers;
mod page;
mod portal;
mod readers;
mod repository;
mod roots;
mod verifier;
mod way;

use std::{
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use crate::{
    go::{cmd::meta::Import, std::net::http::proxy::ProxyEnv, version::Version},
    net::Trust,
    trace::{
        CommandRan, DefaultChain, Ending, Event, Exchange, Exchanges, Fact, Fault, Judged, Phase,
        Probed, Question, Recorder, Refusal, RootsRead, Step, Trace, Verdict,
    },
    world::World,
};

pub(crate) use access::look as access;
use http::Agent;
pub(crate) use memory::Memory;

/// How long one question may take.
const LIMIT: Duration = Duration::from_secs(2);

/// How many requests a failure is worth.
const MOST: u32 = 6;

/// Who asks, and by whose rules.
pub(crate) struct Prober {
    /// The machine.
    pub(crate) world: Arc<World>,
    /// go's verdict on certificates.
    pub(crate) trust: Arc<dyn Trust>,
    /// The release.
    pub(crate) version: Version,
    /// The proxies on the way there.
    pub(crate) proxies: ProxyEnv,
    /// The hosts that the settings name, in addition to that of the path.
    pub(crate) others: Vec<String>,
    /// What was looked at before.
    pub(crate) memory: Memory,
}

impl Prober {
    /// What is worth knowing about the failure that `trace` recorded; where go succeeds, whether the
    /// module proxy answers that a tag names, and whether git will like the repository's server.
    pub(crate) async fn ask(&self, trace: &Trace) -> Vec<Event> {
        let ending = Ending::of(trace);
        if let Some(root) = ending.verdict.root().filter(|root| root.vcs == "mod") {
            return self
                .ask_with(trace, Verdict::is_found, async |case| case.versions(root).await)
                .await;
        }
        if ending.verdict.is_found() {
            return self.look_at_git(trace);
        }
        if let Some(error) = ending.verdict.error()
            && trace.all::<CommandRan>().any(|(_, ran)| ran.is_told_in(error))
        {
            return self.ask_repository(trace, error).await;
        }
        if ending.verdict.error().is_some()
            && let Some(events) = self.ask_pinged(trace).await
        {
            return events;
        }
        if ending.verdict.error().is_some()
            && let Some(events) = self.ask_listed(trace).await
        {
            return events;
        }
        self.ask_with(trace, Verdict::is_stopped, async |case| {
            case.machine();
            if case.last.is_reached() {
                case.ask().await;
            }
        })
        .await
    }

    /// What is worth knowing about a failed handshake, or about files, where no page was wanted;
    /// `send` is whether anything may be sent.
    pub(crate) async fn ask_about_chain(&self, trace: &Trace, send: bool) -> Vec<Event> {
        self.ask_with(trace, Verdict::is_stopped, async |case| {
            if !send {
                case.root();
                return;
            }
            case.machine();
            if case.last.is_reached() {
                case.ask_about_chain().await;
                case.offers().await;
            }
        })
        .await
    }

    async fn ask_with(
        &self,
        trace: &Trace,
        wanted: fn(&Verdict) -> bool,
        ask: impl AsyncFnOnce(Case<'_>),
    ) -> Vec<Event> {
        let ending = Ending::of(trace);
        let Some(path) = ending.decides.filter(|_| wanted(&ending.verdict)) else {
            return Vec::new();
        };
        let exchanges = Exchanges::of(trace);
        let Some(last) = exchanges.of_path(Some(&path)).next_back() else { return Vec::new() };
        let recorder = Recorder::new(self.world.clone(), Some(path.as_str().into()));
        let asked = AtomicU32::new(0);
        ask(Case { prober: self, recorder: &recorder, trace, path: &path, last, asked }).await;
        recorder.take()
    }
}

/// A failure to ask about.
struct Case<'a> {
    prober: &'a Prober,
    recorder: &'a Recorder,
    trace: &'a Trace,
    path: &'a str,
    last: &'a Exchange<'a>,
    /// How many requests were made.
    asked: AtomicU32,
}

impl Case<'_> {
    async fn ask(&self) {
        if self.at_other_addresses().await || self.through_portal().await {
            return;
        }
        let last = self.last;
        match (self.refused(), last.answered) {
            (Some(_), None) => self.ask_about_chain().await,
            (None, None) if last.is_dropped() && last.step == Step::Fetch => {
                self.as_browser().await;
            }
            (None, None) if last.failure.is_some() && last.step == Step::Fetch => {
                self.over_http().await;
                self.offers().await;
            }
            (_, Some(answered)) if last.step == Step::Fetch => {
                self.ask_about_page(answered.status).await;
            }
            (_, Some(answered)) if answered.status == 403 => self.as_browser().await,
            _ => {}
        }
    }

    /// The chain that go refused, and why.
    fn refused(&self) -> Option<(&Judged, &Refusal)> {
        self.last.judged.and_then(|judged| Some((judged, judged.why.as_ref()?)))
    }

    async fn ask_about_chain(&self) {
        match self.refused() {
            Some((judged, Refusal::UnknownAuthority { .. } | Refusal::NoRoots)) => {
                self.root();
                self.issuer(judged).await;
            }
            Some((_, Refusal::Expired { .. } | Refusal::NotYetValid { .. })) => self.clock().await,
            Some((judged, Refusal::OtherNames)) => self.default_chain(&judged.host).await,
            _ => {}
        }
    }

    fn machine(&self) {
        if self.last.is_unconnected() {
            let Prober { memory, world, .. } = self.prober;
            self.note(memory.machine.get_or_init(|| machine::look(world)).clone());
        }
    }

    /// A file of this machine that could vouch for the chain.
    fn root(&self) {
        let Some((judged, Refusal::UnknownAuthority { .. } | Refusal::NoRoots)) = self.refused()
        else {
            return;
        };
        if let Some(found) = self.prober.find_root(judged, self.roots()) {
            self.note(found);
        }
    }

    /// Others who could vouch for the chain.
    async fn issuer(&self, judged: &Judged) {
        let chain = judged.chain.der();
        if let Some(fetched) = self.prober.fetch_issuer(&chain, &judged.host).await {
            self.note(fetched);
        }
        if let Some(other) = self.prober.others.iter().find(|other| **other != judged.host) {
            self.note(self.prober.chain_of(other).await);
        }
    }

    /// What clients get that name no host; for an address none is named anyway.
    async fn default_chain(&self, host: &str) {
        if host.parse::<IpAddr>().is_err() {
            self.note(DefaultChain(self.prober.default_chain_of(host).await));
        }
    }

    /// What time the server has, and a host that has nothing to do with it.
    async fn clock(&self) {
        let Some(url) = over_http(&self.last.asked.url) else { return };
        self.get(Question::Clock, &url, Agent::Go).await;
        if let Some(other) = self.prober.others.first() {
            self.get(Question::Clock, &format!("http://{other}/"), Agent::Go).await;
        }
    }

    /// What the server says to other TLS than go's, where it did not like that.
    async fn offers(&self) {
        let Some((fault, host)) = self.last.fault().zip(self.last.tls_host()) else { return };
        if is_refused(fault) {
            self.note(self.prober.offer_everything(host).await);
        } else if is_silent(fault)
            && let Some(offered) = self.prober.offer_small(host).await
        {
            self.note(offered);
        }
    }

    fn roots(&self) -> Option<&RootsRead> {
        self.trace.first::<RootsRead>()
    }

    /// Asks, and returns the tags of the answer.
    async fn get(&self, question: Question, url: &str, agent: Agent) -> Vec<Import> {
        let probed = self.probe(question, url, agent, None).await;
        let seen = probed.and_then(|probed| probed.seen);
        seen.map(|seen| seen.imports).unwrap_or_default()
    }

    /// Asks, the host's address `at` where one is given, as long as that is not too much.
    async fn probe(
        &self,
        question: Question,
        url: &str,
        agent: Agent,
        at: Option<IpAddr>,
    ) -> Option<Probed> {
        if self.asked.fetch_add(1, Ordering::Relaxed) >= MOST {
            return None;
        }
        let world = &self.prober.world;
        let start = world.micros();
        let (seen, error) = match self.prober.page(url, agent, at).await {
            Ok(seen) => (Some(seen), None),
            Err(error) => (None, Some(error)),
        };
        let micros = world.micros().saturating_sub(start);
        let probed = Probed { question, url: url.to_owned(), seen, error, micros };
        self.note(probed.clone());
        Some(probed)
    }

    fn note(&self, fact: impl Into<Fact>) {
        self.recorder.note_probe(self.last.step, fact);
    }
}

/// Whether the server did not take go's offer: the alerts for no common suite, too weak a one, and
/// no common version, or its own choice of a version (RFC 8446, section 6.2).
fn is_refused(fault: &Fault) -> bool {
    matches!(fault, Fault::Alert(40 | 70 | 71) | Fault::TlsVersion(_))
}

/// Whether nothing answered go's offer.
fn is_silent(fault: &Fault) -> bool {
    let silent = [Fault::Timeout(Phase::Handshake), Fault::Reset, Fault::Eof, Fault::Cut];
    silent.contains(fault.inner())
}

fn over_http(url: &str) -> Option<String> {
    url.strip_prefix("https://").map(|rest| format!("http://{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_has_a_page_over_http() {
        assert_eq!(over_http("https://a.b/?go-get=1").as_deref(), Some("http://a.b/?go-get=1"));
        assert_eq!(over_http("http://a.b"), None);
    }
}
