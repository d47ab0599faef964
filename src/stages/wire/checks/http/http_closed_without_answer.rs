//! The connection ends where the answer should come.

use crate::{
    findings::{
        Found, check,
        view::{View, for_browsers},
    },
    trace::Step,
};

check! {
    /// TLS works, the request is sent, and the server, or a gateway in front of it, closes the
    /// connection without a word: the program behind it crashed, or a filter drops what it does not
    /// like.
    ///
    /// Look at the server's log for the moment. Does it answer curl? Ask the server's owner what its log says.
    "http-closed-without-answer", Error, quiet in "waf-closes"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (last, text) = view.unanswered()?;
    let host = view.server();
    let title = format!("{host} takes the request and closes the connection without an answer.");
    (last.is_dropped() && last.step == Step::Fetch && for_browsers(view).is_none()).then(|| {
        Found::new(last.step, title)
            .seen(text)
            .fix(format!("curl -sv -o /dev/null {}", crate::findings::view::word(&last.asked.url)))
    })
}
