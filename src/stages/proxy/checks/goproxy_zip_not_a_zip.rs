//! A zip of a module proxy that is none.

use super::seen::served;
use crate::findings::{Found, check, view::View};

check! {
    /// What the proxy sent as the archive is none. It answered 200 with a sign-in page, an error page or an empty body, and go believes a
    /// 200.
    ///
    /// A body that ended early is `goproxy-truncated-body`. If `.info` is no JSON either, nothing at that URL is a proxy
    /// (`goproxy-answers-non-protocol-body`).
    ///
    /// Look at the first bytes: an archive begins with `PK`. Tell the proxy's owner; once it is mended, ask again: go keeps nothing of it.
    "goproxy-zip-not-a-zip", Error, quiet in "goproxy-zip-cut"
}

fn find(view: &View<'_>) -> Option<Found> {
    let served = served(view).filter(|served| served.is_for("zip"))?;
    let body = served.exchange?.body?;
    let begins = served.page().get(..2).unwrap_or(served.page());
    if begins == b"PK" {
        return None;
    }
    let title = format!("{} sends as the zip what is none.", served.met.entry);
    let kind = served.header("content-type").unwrap_or("no type");
    let text = String::from_utf8_lossy(served.page());
    let words: Vec<&str> = text.split_whitespace().collect();
    let text: String = words.join(" ").chars().take(80).collect();
    let found = served.found(view, title);
    let found = found.seen(format!("{} bytes of {kind}: {text}", body.bytes));
    Some(found.fix(format!("{} | head -c 400", served.curl())))
}
