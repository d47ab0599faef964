//! The page takes long.

use crate::findings::{Found, check, view::View};

check! {
    /// The server took seconds to send the first byte of the page. go waits as long as it takes, but
    /// asks for every module of a build, for a path and its parents at once, and with GOINSECURE it
    /// gives https up after 5 seconds; module proxies give up sooner than go does.
    ///
    /// Serve the pages from files, or cache them: they change when a repository moves. Ask the server's owner for it.
    "vanity-page-slow", Warning, aside, quiet in "insecure-slow-https"
}

/// What a page may take before it is told, in microseconds.
const SLOW: u64 = 2_500_000;

fn find(view: &View<'_>) -> Option<Found> {
    let paths = crate::trace::concluded(view.trace).into_iter().map(|(path, _)| path);
    let exchanges = paths.flat_map(|path| view.exchanges().of_path(Some(path)));
    let slow = exchanges.filter_map(|attempt| {
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
