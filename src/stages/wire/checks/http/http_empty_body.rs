//! The page is empty.

use crate::{
    findings::{Found, check, view::View},
    go::cmd::meta::StoppedAt,
    trace::Step,
};

check! {
    /// The server answers 200 and sends no byte of a page: the application crashed after the head,
    /// or the rule for `?go-get=1` matches and has nothing to say.
    ///
    /// Look at the server's log for the request. Ask the server's owner what it says.
    "http-empty-body", Error, quiet in "tag-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    let page = view.tagless_page().filter(|page| page.error.is_none())?;
    let stopped = &page.read.go().stopped;
    (stopped.at == StoppedAt::Eof && stopped.offset == 0).then(|| {
        Found::new(Step::Meta, "The page is empty.")
            .seen(format!("{}: {}, 0 bytes", page.url, page.status))
            .fix(format!("curl -si {}", crate::shell::quoted(&page.url)))
    })
}
