//! The answer comes, and not by much.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    go::std::net::http::head::HEAD_LIMIT,
    trace::Exchange,
};
use std::fmt::Display;

check! {
    /// go took the answer, and a little more of something would have been too much: it follows nine
    /// redirects and no more, waits 10 seconds for a TLS handshake, takes a head of 10 MiB, and
    /// gives a host that GOINSECURE matches five seconds for https in all. Pages themselves have no
    /// limit: go reads them up to the end of the head, however long that is.
    ///
    /// Lead to the page at once, or serve it from files; other clients have narrower limits. Ask the server's owner for it.
    "http-close-to-a-limit", Warning, aside, quiet in "redirect-without-query"
}

/// What go allows, and from where on that is told.
const HOPS: (usize, usize) = (9, 8);
const HANDSHAKE: (u64, u64) = (10_000_000, 7_000_000);
const UNVERIFIED: (u64, u64) = (5_000_000, 3_500_000);
const HEAD: (usize, usize) = (HEAD_LIMIT, HEAD_LIMIT / 5 * 4);

fn find(view: &View<'_>) -> Option<Found> {
    let close = if view.fails() { None } else { hops(view) };
    let seen = close.or_else(|| view.own().filter(|_| !view.fails()).find_map(one))?;
    let (attempt, what, had, limit) = seen;
    let title = format!("{} is close to a limit of go's: {what}.", view.host());
    let url = word(&attempt.asked.url);
    Some(
        Found::new(attempt.step, title)
            .seen(format!("{}: {had} of {limit}", attempt.asked.url))
            .fix(format!("curl -sILo /dev/null -w '%{{num_redirects}} %{{time_appconnect}} %{{time_total}} %{{size_header}}\\n' {url}")),
    )
}

type Close<'a, 'b> = (&'b Exchange<'a>, &'static str, String, String);

fn hops<'a, 'b>(view: &'b View<'a>) -> Option<Close<'a, 'b>> {
    let followed =
        |attempt: &&Exchange<'_>| attempt.redirect.is_some_and(|hop| hop.refused.is_none());
    let hops: Vec<_> = view.own().filter(followed).collect();
    let of_first = |hop: &&&Exchange<'_>| hops.first().is_some_and(|first| hop.step == first.step);
    let count = hops.iter().filter(of_first).count();
    (count >= HOPS.1).then_some(())?;
    Some((hops.first()?, "redirects", count.to_string(), HOPS.0.to_string()))
}

fn one<'a, 'b>(attempt: &'b Exchange<'a>) -> Option<Close<'a, 'b>> {
    let close =
        |what, had: String, limit: &dyn Display| Some((attempt, what, had, limit.to_string()));
    let seconds = |micros: u64| format!("{}.{} s", micros / 1_000_000, micros / 100_000 % 10);
    let shaken = attempt.handshaken.map_or(0, |it| it.micros);
    if shaken >= HANDSHAKE.1 {
        return close("the time for the TLS handshake", seconds(shaken), &seconds(HANDSHAKE.0));
    }
    let answered = attempt.answered?;
    let body = attempt.body.map_or(0, |it| it.micros);
    let dialled = attempt.dialled.iter().map(|it| it.micros).max().unwrap_or(0);
    let all = dialled + shaken + answered.micros + body;
    if attempt.asked.unverified && attempt.asked.url.starts_with("https:") && all >= UNVERIFIED.1 {
        return close("the time for https under GOINSECURE", seconds(all), &seconds(UNVERIFIED.0));
    }
    let head: usize =
        answered.headers.iter().map(|(name, value)| name.len() + value.len() + 4).sum();
    let mebibytes = |bytes: usize| format!("{} MiB", bytes >> 20);
    if head < HEAD.1 {
        return None;
    }
    close("the size of the head", mebibytes(head), &mebibytes(HEAD.0))
}
