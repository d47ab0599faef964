//! The page of the tag's prefix cannot be fetched.

use crate::{
    findings::{Found, check, view::View},
    go::cmd::select::PrefixError,
    trace::Step,
};

check! {
    /// The page of the path was read, and its tag's prefix is shorter, so go asks for the page of
    /// the prefix too. That request fails.
    ///
    /// Look at the server's log for the second request; the first one worked on the same host or on
    /// another. Ask the server's owner what it says.
    "meta-root-unreachable", Error, quiet in "closed-after-request"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (prefix, PrefixError::Fetch { error, .. }) = view.prefix_error()? else { return None };
    Some(
        Found::new(
            Step::Verify,
            format!("go asks for the page of the tag's prefix {prefix} too, and gets no answer."),
        )
        .seen(error.clone())
        .fix(format!("curl -v {}", crate::shell::quoted(&format!("https://{prefix}?go-get=1")))),
    )
}
