//! A run as the checks look at it.

use crate::{
    browser::{DifferenceKind, Miss, NearMiss},
    ending::{Attempt, Ending},
    event::{
        Event, Fact, IssuerFetched, Judged, OtherChain, PageRead, Probed, ProxyVariable, Question,
        Ran, RanEnd, Refusal, RootFound, RootsRead,
    },
    go::{
        env::{Origin, Setting},
        meta::Import,
        path::{PathError, check_module, is_below},
        roots::{Looked, State},
        select::{Fault, MatchError, PageError, PrefixError},
        text::lossy,
        x509::Certificate,
    },
    secret::redact_url,
    trace::Trace,
};

/// A run that checks look at.
pub(super) struct Case<'a> {
    pub(super) trace: &'a Trace,
    pub(super) ending: Ending,
    attempts: Vec<Attempt<'a>>,
}

/// The whole run.
impl<'a> Case<'a> {
    pub(super) fn new(trace: &'a Trace) -> Self {
        let ending = Ending::of(trace);
        let decides = ending.decides.as_deref();
        let attempts = decides.map(|path| Attempt::all(trace, path)).unwrap_or_default();
        Self { trace, ending, attempts }
    }

    /// The path asked for.
    pub(super) fn path(&self) -> String {
        lossy(&self.trace.header.path.0)
    }

    /// The path asked for, as a word of a command.
    pub(super) fn argument(&self) -> String {
        word(&self.path())
    }

    /// The first element of the path.
    pub(super) fn host(&self) -> String {
        let path = self.culprit().map_or_else(|| self.path(), str::to_owned);
        path.split('/').next().unwrap_or_default().to_owned()
    }

    /// The host that was asked last: another one than that of the path behind a redirect.
    pub(super) fn server(&self) -> String {
        let asked = self.last().and_then(|last| last.asked.url.split_once("://"));
        let Some((_, rest)) = asked else { return self.host() };
        word(rest.split(['/', '?']).next().unwrap_or_default())
    }

    pub(super) fn fails(&self) -> bool {
        self.ending.ok == Some(false)
    }

    /// The candidate that made go fail; none where go succeeds or nothing is known.
    pub(super) fn culprit(&self) -> Option<&str> {
        self.ending.decides.as_deref().filter(|_| self.fails())
    }

    /// What is wrong with the path, where that is why go fails.
    pub(super) fn path_error(&self) -> Option<PathError> {
        let said = self.ending.error.as_deref().filter(|_| self.attempts.is_empty())?;
        let path = self.culprit().map_or_else(|| self.trace.header.path.0.clone(), Into::into);
        let error = check_module(&path).err()?;
        said.contains(&error.fault.to_string()).then_some(error)
    }

    pub(super) fn setting(&self, name: &str) -> Option<&'a Setting> {
        self.trace.events.iter().find_map(|event| match &event.fact {
            Fact::Settings { settings, .. } => settings.iter().find(|setting| setting.name == name),
            _ => None,
        })
    }

    /// The text of a setting; empty where it is not set.
    pub(super) fn value(&self, name: &str) -> &'a str {
        self.setting(name).map_or("", |setting| setting.value.expose())
    }

    /// A command that gives a setting of go's another value, where its present one comes from:
    /// a variable of the environment is stronger than what `go env -w` writes.
    pub(super) fn set(&self, name: &str, value: &str) -> String {
        let pair = word(&format!("{name}={}", redact_url(value)));
        if self.is_in_environment(name) {
            format!("export {pair}")
        } else {
            format!("go env -w {pair}")
        }
    }

    /// A command that takes a setting of go's away.
    pub(super) fn unset(&self, name: &str) -> String {
        if self.is_in_environment(name) {
            format!("unset {name}")
        } else {
            format!("go env -u {name}")
        }
    }

    /// A command that adds `item` to the list that a setting of go's is.
    pub(super) fn add_to(&self, name: &str, item: &str) -> String {
        match self.value(name) {
            "" => self.set(name, item),
            list => self.set(name, &format!("{list},{item}")),
        }
    }

    fn is_in_environment(&self, name: &str) -> bool {
        self.setting(name).is_some_and(|setting| setting.origin == Origin::Os)
    }

    /// The proxy variables of the environment.
    pub(super) fn proxies(&self) -> &'a [ProxyVariable] {
        let mut events = self.trace.events.iter();
        let found = events.find_map(|event| match &event.fact {
            Fact::HttpProxiesRead { set } => Some(set.as_slice()),
            _ => None,
        });
        found.unwrap_or_default()
    }
}

/// The lookup that decides.
impl<'a> Case<'a> {
    /// The events of the lookup that made go fail, our own questions among them.
    pub(super) fn failed(&self) -> impl Iterator<Item = &'a Event> {
        let culprit = self.culprit().map(str::to_owned);
        self.trace.events.iter().filter(move |event| culprit.is_some() && event.path == culprit)
    }

    /// The requests of the lookup that decides.
    pub(super) fn attempts(&self) -> &[Attempt<'a>] {
        &self.attempts
    }

    /// The request after which go gave up.
    pub(super) fn last(&self) -> Option<&Attempt<'a>> {
        self.attempts.last().filter(|_| self.fails())
    }

    /// The request after which go gave up without an answer, and go's text.
    pub(super) fn unanswered(&self) -> Option<(&Attempt<'a>, &'a str)> {
        let last = self.last().filter(|last| last.answered.is_none())?;
        Some((last, last.go_text()?))
    }

    /// The chain that go refused, where that is why it fails.
    pub(super) fn refused(&self) -> Option<(&'a Judged, &'a Refusal)> {
        let judged = self.unanswered()?.0.judged?;
        Some((judged, judged.why.as_ref()?))
    }

    /// A chain that no root of go's vouches for.
    pub(super) fn untrusted(&self) -> Option<&'a Judged> {
        let (judged, why) = self.refused()?;
        matches!(why, Refusal::UnknownAuthority | Refusal::NoRoots).then_some(judged)
    }

    /// A certificate of a chain.
    pub(super) fn certificate(&self, judged: &Judged, at: usize) -> Option<Certificate> {
        Certificate::parse(&judged.chain.get(at)?.0, self.trace.header.go).ok()
    }

    pub(super) fn roots(&self) -> Option<&'a RootsRead> {
        self.trace.events.iter().find_map(|event| match &event.fact {
            Fact::RootsRead(read) => Some(read),
            _ => None,
        })
    }

    /// The file that `SSL_CERT_FILE` names, as go met it.
    pub(super) fn named_root_file(&self) -> Option<&'a Looked> {
        let files = &self.roots()?.files;
        files.first().filter(|_| files.iter().any(|file| file.state == State::Shadowed))
    }

    /// Whether go has roots as it should: what it was told to read, or the system's.
    pub(super) fn has_roots(&self) -> bool {
        let empty = |file: &Looked| file.state != State::Read || file.certificates == 0;
        let roots = self.roots().is_some_and(|roots| roots.certificates > 0);
        roots && !self.named_root_file().is_some_and(empty)
    }

    pub(super) fn pings(&self) -> impl Iterator<Item = (&'a str, &'a Ran)> {
        self.failed().filter_map(|event| match &event.fact {
            Fact::Pinged { url, ran } if ran.end != (RanEnd::Exited { status: Some(0) }) => {
                Some((url.as_str(), ran))
            }
            _ => None,
        })
    }
}

/// The page.
impl<'a> Case<'a> {
    /// The page that go took no tag from, where that is why it fails.
    pub(super) fn useless_page(&self) -> Option<&'a PageRead> {
        let matched = self.failed().any(|event| {
            matches!(&event.fact, Fact::Matched { import: Some(_), .. } | Fact::Verified { .. })
        });
        self.failed().filter(|event| !matched && !event.probe).find_map(|event| match &event.fact {
            Fact::PageRead(page) => Some(&**page),
            _ => None,
        })
    }

    /// The page without a tag that go takes, where it holds none at all for go.
    pub(super) fn tagless_page(&self) -> Option<&'a PageRead> {
        self.useless_page().filter(|page| page.reading.imports.is_empty())
    }

    /// The status that made go give up, with the page that came with it.
    pub(super) fn status(&self) -> Option<(&'a PageRead, u16)> {
        let page = self.useless_page()?;
        match &page.error {
            Some(PageError::Status { code, .. }) => Some((page, *code)),
            _ => None,
        }
    }

    /// What only looks like a tag on the page that has none.
    pub(super) fn near_miss(
        &self,
        is: impl Fn(&Miss) -> bool,
    ) -> Option<(&'a PageRead, &'a NearMiss)> {
        let page = self.tagless_page()?;
        let near = page.browser.near_misses.iter().find(|near| is(&near.kind))?;
        Some((page, near))
    }

    pub(super) fn differs(&self, kinds: &[DifferenceKind]) -> Option<(&'a PageRead, &'a str)> {
        let page = self.tagless_page()?;
        let found = page.differences.iter().find(|difference| kinds.contains(&difference.kind))?;
        Some((page, &found.why))
    }

    /// The sign-in page that a redirect led to in place of the page asked for.
    pub(super) fn sign_in(&self) -> Option<&'a str> {
        self.tagless_page()?;
        let hops = self.attempts.iter().filter_map(|attempt| attempt.redirect);
        hops.map(|hop| hop.location).find(|location| is_sign_in(location))
    }

    /// The parent whose page has the tag that the page asked for lacks.
    pub(super) fn parent_with_tag(&self) -> Option<(&'a str, &'a Probed, &'a Import)> {
        let culprit = self.culprit()?.to_owned();
        self.probes().find_map(|probed| {
            let Question::Parent { path } = &probed.question else { return None };
            let tags = probed.seen.iter().flat_map(|seen| &seen.imports);
            let tag = tags.into_iter().find(|tag| is_below(&culprit, &tag.prefix))?;
            Some((path.as_str(), probed, tag))
        })
    }

    pub(super) fn mismatch(&self) -> Option<(&'a str, &'a str, &'a [String])> {
        self.failed().find_map(|event| match &event.fact {
            Fact::Matched { error: Some(MatchError::None { url, path, prefixes }), .. } => {
                Some((url.as_str(), path.as_str(), prefixes.as_slice()))
            }
            _ => None,
        })
    }

    pub(super) fn prefix_error(&self) -> Option<(&'a str, &'a PrefixError)> {
        self.failed().find_map(|event| match &event.fact {
            Fact::Verified { prefix, error: Some(error) } => Some((prefix.as_str(), error)),
            _ => None,
        })
    }

    pub(super) fn fault(&self) -> Option<&'a Fault> {
        self.failed().find_map(|event| match &event.fact {
            Fact::Validated { error } => error.as_ref(),
            _ => None,
        })
    }
}

/// The answers to our own questions.
impl<'a> Case<'a> {
    pub(super) fn probes(&self) -> impl Iterator<Item = &'a Probed> {
        self.failed().filter_map(|event| match &event.fact {
            Fact::Probed(probed) => Some(probed),
            _ => None,
        })
    }

    pub(super) fn probed(&self, question: &Question) -> Option<&'a Probed> {
        self.probes().find(|probed| probed.question == *question)
    }

    /// The tag that http has and https does not give.
    pub(super) fn tag_over_http(&self) -> Option<(&'a Probed, &'a Import)> {
        let probed = self.probed(&Question::OverHttp)?;
        let tags = &probed.seen.as_ref()?.imports;
        let tag =
            tags.iter().find(|tag| self.culprit().is_some_and(|p| is_below(p, &tag.prefix)))?;
        Some((probed, tag))
    }

    pub(super) fn root_found(&self) -> Option<&'a RootFound> {
        self.failed().find_map(|event| match &event.fact {
            Fact::RootFound(found) => Some(found),
            _ => None,
        })
    }

    pub(super) fn issuer_fetched(&self) -> Option<&'a IssuerFetched> {
        self.failed().find_map(|event| match &event.fact {
            Fact::IssuerFetched(fetched) => Some(fetched),
            _ => None,
        })
    }

    /// Another host's chain that the same unknown issuer signed.
    pub(super) fn same_issuer(&self) -> Option<&'a OtherChain> {
        let judged = self.untrusted()?;
        let issuer = |der: &[u8]| {
            let certificate = Certificate::parse(der, self.trace.header.go).ok()?;
            Some(certificate.raw_issuer().to_vec())
        };
        let own = issuer(&judged.chain.last()?.0)?;
        self.failed().find_map(|event| match &event.fact {
            Fact::OtherChain(other) if !other.accepted => {
                let theirs = issuer(&other.chain.last()?.0)?;
                (theirs == own).then_some(other)
            }
            _ => None,
        })
    }

    /// The file that shows that this is a container.
    pub(super) fn container(&self) -> Option<&'a str> {
        self.failed().find_map(|event| match &event.fact {
            Fact::MachineSeen(machine) => machine.container.as_deref(),
            _ => None,
        })
    }

    /// `LD_PRELOAD`.
    pub(super) fn preload(&self) -> Option<&'a str> {
        self.failed().find_map(|event| match &event.fact {
            Fact::MachineSeen(machine) => machine.preload.as_deref(),
            _ => None,
        })
    }
}

/// `text` as one word of a shell's command: what comes from outside must not become a command.
pub(super) fn word(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || ":/.,-_@%=+".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

fn is_sign_in(location: &str) -> bool {
    const WORDS: [&str; 9] =
        ["sign_in", "signin", "sign-in", "login", "log_in", "/oauth", "/saml", "/sso", "/adfs"];
    let location = location.to_ascii_lowercase();
    WORDS.iter().any(|word| location.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_outside_stays_one_word() {
        assert_eq!(word("git.example.com/x@v1"), "git.example.com/x@v1");
        assert_eq!(word("$(id)"), "'$(id)'");
        assert_eq!(word("a'; id"), r"'a'\''; id'");
        assert_eq!(word(""), "''");
    }
}
