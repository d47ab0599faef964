//! A method of GOAUTH that gave no login, and the request that wanted one.

use crate::{
    findings::view::View,
    trace::{Answered, Asked, GoauthAsked, Of as _, Told as _},
};

/// What failed last, and what it failed for.
pub(super) struct Failure<'a> {
    /// The method of GOAUTH that was asked.
    pub(super) asked: &'a GoauthAsked,
    /// go's text, as `-x` shows it.
    pub(super) error: &'a str,
    /// The status that the server gave, with its words.
    pub(super) status: &'a str,
    /// The URL that a login was wanted for.
    pub(super) url: &'a str,
}

/// The failure of the last method that gave no login, where a server answered the lookup with a 4xx.
pub(super) fn last<'a>(view: &View<'a>) -> Option<Failure<'a>> {
    let (request, refused) = view.failed().find_map(|event| {
        let answered = Answered::of(&event.fact)?;
        (400..500).contains(&answered.status).then_some((event.request, answered))
    })?;
    let asked = view.trace.all::<GoauthAsked>().map(|(_, asked)| asked);
    let failed = asked.filter_map(|asked| Some((asked, asked.error.as_deref()?)));
    let (asked, error) = failed.last()?;
    let mut own = view.failed().filter(|event| event.request == request).told::<Asked>();
    let wanted = own.next().map(|asked| asked.url.as_str());
    let url = asked.url.as_deref().or(wanted).unwrap_or("https://HOST");
    Some(Failure { asked, error, status: &refused.status_text, url })
}
