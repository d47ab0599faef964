//! The page takes long.

use crate::{
    findings::{Found, check, view::View},
    trace::Attempt,
};

check! {
    /// The server took seconds to send the first byte of the page. go waits as long as it takes, but
    /// asks for every module of a build, for a path and its parents at once, and with GOINSECURE it
    /// gives https up after 5 seconds; module proxies give up sooner than go does.
    ///
    /// Serve the pages from files, or cache them: they change when a repository moves.
    "vanity-page-slow", Warning, quiet in "insecure-slow-https"
}

/// What a page may take before it is told, in microseconds.
const SLOW: u64 = 2_500_000;

fn find(view: &View<'_>) -> Option<Found> {
    let paths = crate::trace::concluded(view.trace).into_iter().map(|(path, _)| path);
    let attempts = paths.flat_map(|path| Attempt::all(view.trace, path));
    let slow = attempts.filter_map(|attempt| {
        let micros = attempt.answered?.micros;
        (micros >= SLOW).then_some((attempt.step, attempt.asked.url.as_str(), micros))
    });
    let (step, url, micros) = slow.max_by_key(|(_, _, micros)| *micros)?;
    let tenths = micros / 100_000;
    let host = view.host();
    Some(
        Found::new(step, format!("{host} takes {}.{} s to answer.", tenths / 10, tenths % 10))
            .seen(url)
            .fix(format!(
                "curl -so /dev/null -w '%{{time_connect}} %{{time_starttransfer}}\\n' {}",
                crate::findings::view::word(url)
            )),
    )
}
