//! The lookup that decides.

use super::View;
use crate::{
    go::std::crypto::{
        roots::{Looked, State},
        x509::Certificate,
    },
    trace::{Attempt, Event, Fact, Judged, Ran, RanEnd, Refusal, RootsExamined, RootsRead},
};

impl<'a> View<'a> {
    /// The events of the lookup that made go fail, our own questions among them.
    pub(crate) fn failed(&self) -> impl Iterator<Item = &'a Event> {
        let culprit = self.culprit().map(str::to_owned);
        let events = culprit.is_some().then(|| self.trace.events.iter());
        let own = move |event: &&Event| event.path.as_deref() == culprit.as_deref();
        events.into_iter().flatten().filter(own)
    }

    /// The events of the lookup that decides, whether go fails or not.
    pub(crate) fn decided(&self) -> impl Iterator<Item = &'a Event> {
        let decides = self.ending.decides.clone();
        let own = move |event: &&Event| event.path.as_deref() == decides.as_deref();
        self.trace.events.iter().filter(own)
    }

    /// The requests of the lookup that decides.
    pub(crate) fn attempts(&self) -> &[Attempt<'a>] {
        &self.attempts
    }

    /// The request after which go gave up.
    pub(crate) fn last(&self) -> Option<&Attempt<'a>> {
        self.attempts.last().filter(|_| self.fails())
    }

    /// The request after which go gave up without an answer, and go's text; none where our own
    /// questions show that the server is not at fault.
    pub(crate) fn unanswered(&self) -> Option<(&Attempt<'a>, &'a str)> {
        let last = self.last().filter(|last| last.answered.is_none() && !self.is_elsewhere())?;
        Some((last, last.go_text()?))
    }

    /// The chain that go refused, where that is why it fails.
    pub(crate) fn refused(&self) -> Option<(&'a Judged, &'a Refusal)> {
        let judged = self.unanswered()?.0.judged?;
        Some((judged, judged.why.as_ref()?))
    }

    /// A chain that no root of go's vouches for.
    pub(crate) fn untrusted(&self) -> Option<&'a Judged> {
        let (judged, why) = self.refused()?;
        matches!(why, Refusal::UnknownAuthority | Refusal::NoRoots).then_some(judged)
    }

    /// A certificate of a chain.
    pub(crate) fn certificate(&self, judged: &Judged, at: usize) -> Option<Certificate> {
        Certificate::parse(&judged.chain.get(at)?.0, self.trace.header.go).ok()
    }

    pub(crate) fn roots(&self) -> Option<&'a RootsRead> {
        self.trace.events.iter().find_map(|event| match &event.fact {
            Fact::RootsRead(read) => Some(read),
            _ => None,
        })
    }

    /// What is known of the roots, where they alone were looked at.
    pub(crate) fn roots_examined(&self) -> Option<&'a RootsExamined> {
        self.trace.events.iter().find_map(|event| match &event.fact {
            Fact::RootsExamined(examined) => Some(examined),
            _ => None,
        })
    }

    /// The bundle that go took.
    pub(crate) fn bundle(&self) -> Option<&'a str> {
        let mut files = self.roots()?.files.iter();
        files.find(|file| file.state == State::Read).map(|file| file.path.as_str())
    }

    /// The file that `SSL_CERT_FILE` names, as go met it.
    pub(crate) fn named_root_file(&self) -> Option<&'a Looked> {
        let files = &self.roots()?.files;
        files.first().filter(|_| files.iter().any(|file| file.state == State::Shadowed))
    }

    /// Whether go has roots as it should: what it was told to read, or the system's.
    pub(crate) fn has_roots(&self) -> bool {
        let empty = |file: &Looked| file.state != State::Read || file.certificates == 0;
        let roots = self.roots().is_some_and(|roots| roots.certificates > 0);
        roots && !self.named_root_file().is_some_and(empty)
    }

    pub(crate) fn pings(&self) -> impl Iterator<Item = (&'a str, &'a Ran)> {
        self.failed().filter_map(|event| match &event.fact {
            Fact::Pinged { url, ran } if ran.end != (RanEnd::Exited { status: Some(0) }) => {
                Some((url.as_str(), ran))
            }
            _ => None,
        })
    }
}
