//! Nobody listens.

use super::private::private;
use crate::{
    findings::{Found, check, view::View},
    trace::Fault,
};

check! {
    /// The host exists and refuses the connection: nothing listens on the port, or a firewall says
    /// so. go asks port 443.
    ///
    /// Is the web server running, and does it listen on 443 on every address? For a domain of
    /// somebody else's: the vanity server is down; a module proxy may have the module still.
    "connect-refused", Error, quiet in "connect-refused-http-works"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (last, text) = view.unanswered().filter(|(last, _)| last.is_direct())?;
    let refused = !last.dialled.is_empty()
        && last.dialled.iter().all(|dialled| dialled.fault == Some(Fault::Refused));
    let explained = view.tag_over_http().is_some()
        || private(view).is_some()
        || view.proxified().is_some()
        || view.proxies().iter().any(|proxy| proxy.ignored)
        || last.asked.url.starts_with("http:");
    let other_proxy = !view.proxies().is_empty();
    let host = view.server();
    let title = format!("Nobody listens on port {} of {}.", view.port(), view.server_name());
    (refused && !explained && !other_proxy).then(|| {
        let mut found = Found::new(last.step, title).seen(text);
        for address in &last.dialled {
            found = found.seen(format!("{}: connection refused", address.address));
        }
        let found = found.fix(format!(
            "curl -v https://{host}/   # from another network, to see whether it is down for all"
        ));
        if view.is_of_server() {
            return found;
        }
        found.fix(format!(
            "GOPROXY=https://proxy.golang.org go get {}   # a copy, where the module is public",
            view.argument()
        ))
    })
}
