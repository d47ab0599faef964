//! Redirects without an end.

use crate::findings::{Found, check, view::View};

check! {
    /// Each answer leads to another one, and after ten requests go gives up. A rule that adds a
    /// slash and one that takes it away, a sign-in that waits for a cookie, and http to https to
    /// http do this.
    ///
    /// Follow the hops with curl, which keeps no cookies either, and mend the rule that repeats.
    /// Ask the server's owner where it is not yours.
    "http-redirect-loop", Error, quiet in "redirect-to-http"
}

fn find(view: &View<'_>) -> Option<Found> {
    let last = view.last()?;
    last.redirect?.refused?;
    let hops: Vec<_> = view.own().filter(|attempt| attempt.step == last.step).collect();
    let first = hops.first()?;
    (hops.len() >= 10).then(|| {
        let mut found =
            Found::new(last.step, "The redirects have no end; go stops after ten requests.");
        for hop in hops.iter().take(3) {
            let to = hop.redirect.map_or("", |redirect| redirect.location);
            found = found.seen(format!("{} leads to {to}", hop.asked.url));
        }
        let url = crate::shell::quoted(&first.asked.url);
        found.fix(format!("curl -sIL --max-redirs 12 {url} | grep -i '^location'"))
    })
}
