//! The page that go took no tag from.

use super::View;
use crate::{
    go::{
        cmd::{
            meta::Import,
            select::{Fault, MatchError, PageError, PrefixError},
        },
        xmod::module::is_below,
    },
    second::browser::{DifferenceKind, Miss, NearMiss},
    trace::{Matched, PageRead, Probed, Question, Told as _, Validated, Verified, discovery::Fact},
};

impl<'a> View<'a> {
    /// The page that go took no tag from, where that is why it fails.
    pub(crate) fn useless_page(&self) -> Option<&'a PageRead> {
        let matched = self.failed().told::<Fact>().any(|fact| {
            matches!(fact, Fact::Matched(Matched { import: Some(_), .. }) | Fact::Verified(_))
        });
        let at_fault = !matched && !self.is_elsewhere();
        self.failed().filter(|event| at_fault && !event.probe).told::<PageRead>().next()
    }

    /// The page without a tag that go takes, where it holds none at all for go.
    pub(crate) fn tagless_page(&self) -> Option<&'a PageRead> {
        self.useless_page().filter(|page| page.read.go().imports.is_empty())
    }

    /// The status that made go give up, with the page that came with it. Old releases do not look
    /// at it, and say what is wrong with the page.
    pub(crate) fn status(&self) -> Option<(&'a PageRead, u16)> {
        let page = self.useless_page()?;
        match &page.error {
            Some(PageError::Status { code, .. }) => Some((page, *code)),
            _ if !page.read.go().imports.is_empty() => None,
            _ => Some((page, page.status.get(..3)?.parse().ok().filter(|code| *code >= 400)?)),
        }
    }

    /// What only looks like a tag on the page that has none.
    pub(crate) fn near_miss(
        &self,
        is: impl Fn(&Miss) -> bool,
    ) -> Option<(&'a PageRead, &'a NearMiss)> {
        let page = self.tagless_page()?;
        let near = page.read.browser().near_misses.iter().find(|near| is(&near.kind))?;
        Some((page, near))
    }

    pub(crate) fn differs(&self, kinds: &[DifferenceKind]) -> Option<(&'a PageRead, &'a str)> {
        let page = self.tagless_page()?;
        let found =
            page.read.differences().iter().find(|difference| kinds.contains(&difference.kind))?;
        Some((page, &found.why))
    }

    /// The sign-in page that a redirect went to in place of the page asked for.
    pub(crate) fn sign_in(&self) -> Option<&'a str> {
        self.tagless_page()?;
        let hops = self.own().filter_map(|attempt| attempt.redirect);
        hops.map(|hop| hop.location).find(|location| is_sign_in(location))
    }

    /// Where the form of a sign-in page sends what was typed, where the page that go gave up on is one.
    pub(crate) fn sign_in_form(&self) -> Option<&'a str> {
        let page = self.useless_page()?;
        page.read.browser().form.as_deref().filter(|action| is_sign_in(action))
    }

    /// The parent whose page has the tag that the page asked for lacks.
    pub(crate) fn parent_with_tag(&self) -> Option<(&'a str, &'a Probed, &'a Import)> {
        let culprit = self.culprit()?.to_owned();
        self.probes().find_map(|probed| {
            let Question::Parent { path } = &probed.question else { return None };
            let tags = probed.seen.iter().flat_map(|seen| &seen.imports);
            let tag = tags.into_iter().find(|tag| is_below(&culprit, &tag.prefix))?;
            Some((path.as_str(), probed, tag))
        })
    }

    pub(crate) fn mismatch(&self) -> Option<(&'a str, &'a str, &'a [String])> {
        let at_fault = !self.is_elsewhere();
        self.failed().filter(|_| at_fault).told::<Matched>().find_map(|it| match &it.error {
            Some(MatchError::None { url, path, prefixes, .. }) => {
                Some((url.as_str(), path.as_str(), prefixes.as_slice()))
            }
            _ => None,
        })
    }

    pub(crate) fn prefix_error(&self) -> Option<(&'a str, &'a PrefixError)> {
        let at_fault = !self.is_elsewhere();
        let mut verified = self.failed().filter(|_| at_fault).told::<Verified>();
        verified.find_map(|it| Some((it.prefix.as_str(), it.error.as_ref()?)))
    }

    pub(crate) fn fault(&self) -> Option<&'a Fault> {
        self.failed().told::<Validated>().find_map(|validated| validated.error.as_ref())
    }
}

fn is_sign_in(location: &str) -> bool {
    const WORDS: [&str; 9] =
        ["sign_in", "signin", "sign-in", "login", "log_in", "/oauth", "/saml", "/sso", "/adfs"];
    let location = location.to_ascii_lowercase();
    WORDS.iter().any(|word| location.contains(word))
}
