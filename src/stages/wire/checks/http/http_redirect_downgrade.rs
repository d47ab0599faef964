//! A redirect from https to http.

use crate::findings::{Found, check, view::View};

check! {
    /// The server sends go from https to http. go follows redirects, and never from https to a
    /// scheme that is not secure, unless GOINSECURE matches the module path.
    ///
    /// Redirect to the https address. On GitHub Pages: "Enforce HTTPS". Behind a reverse proxy the
    /// application often believes that it is asked over http; let the proxy send
    /// `X-Forwarded-Proto`.
    "http-redirect-downgrade", Error, quiet in "redirect-loop"
}

fn find(view: &View<'_>) -> Option<Found> {
    let last = view.last()?;
    let redirect = last.redirect?;
    redirect.refused.filter(|_| redirect.location.to_ascii_lowercase().starts_with("http://"))?;
    let from_https = last.asked.url.starts_with("https:");
    let rest = redirect.location.split_once("://").map(|(_, rest)| rest)?;
    from_https.then(|| {
        Found::new(last.step, "The server redirects from https to http, which go does not follow.")
            .seen(format!("{} leads to {}", last.asked.url, redirect.location))
            .fix(format!("Location: https://{rest}   # what the server has to send"))
            .fix(view.add_to("GOINSECURE", &view.host()))
    })
}
