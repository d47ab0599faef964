//! A storage host behind a module proxy that refuses.

use super::seen::{is_of_perimeter, refused};
use crate::findings::{Found, check, view::View};

check! {
    /// The module proxy redirects archives to a storage host (`proxy.golang.org` to `storage.googleapis.com`), and that host, or a firewall
    /// before it, refuses. go prints the first URL of the chain, so the text blames the proxy.
    ///
    /// The mark is the redirect: a 403 of the first answer is `goproxy-403-policy-block`; inside a cloud perimeter it is
    /// `goproxy-403-gcp-vpc-service-controls`.
    ///
    /// Have the storage host allowed, too, or use a proxy that sends archives itself.
    "goproxy-403-after-redirect-to-storage", Error, quiet in "goproxy-403-comma"
}

fn find(view: &View<'_>) -> Option<Found> {
    let refused = refused(view).filter(|refused| !is_of_perimeter(refused))?;
    let host = refused.storage().filter(|_| matches!(refused.status(), Some(403 | 451)))?;
    let entry = &refused.met.entry;
    let title = format!("{entry} redirects to {host}, which refuses.");
    let found = refused.found(view, title).seen(format!("redirected to {host}"));
    Some(found.fix(refused.curl()))
}
