//! An answer that is none of the protocol of module proxies.

use serde_json::{Map, Value};

use super::seen::{Refused, answers, refused, served};
use crate::findings::{Found, check, view::View};

check! {
    /// What answers at GOPROXY speaks no module proxy protocol: where JSON or a list of versions was due came a web page or another text.
    /// It is a sign-in page, a captive portal, the index of a repository manager, or the wrong base URL; repository managers want the
    /// whole path, such as `/api/go/NAME`.
    ///
    /// `goproxy-zip-not-a-zip` is the same fault met at the archive. A compressed answer that is not announced is
    /// `goproxy-corrupt-encoding`. An answer that is JSON and names another version is `goproxy-wrong-version-info`.
    ///
    /// Look at the content type and the first bytes; a proxy answers `list` with plain lines of versions. The text of go may come late: junk
    /// in a list is passed over, and an empty `.mod` is taken for an empty go.mod without a word.
    /// Ask the proxy's operator for its base URL.
    "goproxy-answers-non-protocol-body", Error, quiet in "goproxy-zip-page"
}

fn find(view: &View<'_>) -> Option<Found> {
    let last = refused(view).or_else(|| served(view)).filter(|last| !last.is_for("zip"))?;
    let entry = last.met.entry.clone();
    let page = answers(view, &last).into_iter().find(|it| it.is_web_page() && !it.is_for("zip"));
    let (junk, title) = match page {
        Some(page) => (page, format!("What answers at {entry} is a website, and no module proxy.")),
        None if is_broken(&last) => {
            let title = format!("{entry} answers {} with what is no JSON.", last.asked.endpoint);
            (last, title)
        }
        None => return None,
    };
    let kind = junk.header("content-type").unwrap_or("no type");
    let found = junk.found(view, title).seen(format!("{kind}: {}", beginning(junk.page())));
    let target = junk.exchange.map(|it| it.asked.url.as_str());
    let found = match target.filter(|url| **url != junk.asked.url) {
        Some(url) => found.seen(format!("redirected to {url}")),
        None => found,
    };
    Some(found.fix(junk.curl()))
}

/// Whether JSON was due and something else came, whole.
fn is_broken(refused: &Refused<'_>) -> bool {
    let endpoint = &refused.asked.endpoint;
    let json = refused.is_for("info") || endpoint == "@latest";
    let whole = refused.exchange.and_then(|it| it.body).is_some_and(|body| body.complete);
    let packed = refused.page().starts_with(&[0x1f, 0x8b]);
    let reads = serde_json::from_slice::<Map<String, Value>>(refused.page()).is_ok();
    json && whole && refused.is_body() && !packed && !reads
}

fn beginning(page: &[u8]) -> String {
    let text = String::from_utf8_lossy(page);
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().take(80).collect()
}
