//! Something on the way swallows go's first message because it is large.

use crate::{
    findings::{Found, check, view::View},
    go::std::crypto::tls::names,
};

check! {
    /// go's first TLS message is not answered, and the same message without the post-quantum keys
    /// is. Since go 1.23 the keys make it too long for one packet, and some firewalls and load
    /// balancers drop or reset what does not fit.
    ///
    /// Whoever runs the box updates it. Until then `GODEBUG=tlsmlkem=0` (`tlskyber=0` for go 1.23)
    /// leaves the keys out.
    "tls-large-clienthello-middlebox", Error, quiet in "tls-hang"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (last, text) = view.unanswered()?;
    let small = view.offered(true)?;
    let title = format!(
        "Something before {} swallows go's first TLS message because it is long.",
        view.server()
    );
    let answer = match (small.version, &small.error) {
        (Some(version), _) => format!("the server chose {}", names::version(version)),
        (None, error) => error.clone().unwrap_or_default(),
    };
    let setting = if view.trace.header.go.minor() == 23 { "tlskyber=0" } else { "tlsmlkem=0" };
    Some(
        Found::new(last.step, title)
            .seen(format!("go's message: {text}"))
            .seen(format!("without the post-quantum keys: {answer}"))
            .fix(format!("GODEBUG={setting} {}", view.again())),
    )
}
