//! https does not work, and http has the page.

use crate::findings::{
    Found, check,
    view::{View, word},
};

check! {
    /// The server has the page with the go-import tag on port 80, and nothing that speaks TLS on
    /// port 443: nobody listens, or whatever does hangs up. go asks https first, and http only for
    /// module paths that GOINSECURE matches.
    ///
    /// Better than GOINSECURE, which everyone who uses the module has to set, is a certificate on
    /// the server. The repository itself may still be fetched over ssh or https.
    "http-only-server-needs-goinsecure", Error, quiet in "connect-refused"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (last, text) = view.unanswered().filter(|_| view.server() == view.host())?;
    let (probed, tag) = view.tag_over_http()?;
    let host = view.host();
    let title = format!(
        "{host} serves the page over http only, and go asks https unless \
         GOINSECURE matches."
    );
    Some(
        Found::new(last.step, title)
            .seen(format!("https: {text}"))
            .seen(format!("{} has the tag: {} {} {}", probed.url, tag.prefix, tag.vcs, tag.repo))
            .fix(view.add_to("GOINSECURE", &host))
            .fix(format!("sudo certbot --nginx -d {}   # on the server", word(&host)))
            .not("GOPRIVATE alone: it decides whom go asks, not how")
            .not("go get -insecure: gone since go 1.17"),
    )
}
