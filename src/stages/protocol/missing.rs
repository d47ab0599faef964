//! How a proxy says that something is not there.

use super::{
    rule::rule,
    ruling::Ruling,
    seen::{Seen, broken},
};
use crate::trace::protocol::{About, End, Endpoint, Reply};

rule! {
    STATUS = "protocol-missing-status", Error, Proxy, of proxy, status;
    "404 or 410 for a module that is not there";
    "The module proxy answers with another status than 404 or 410 for a module that is not there. go takes these two alone for \"not found\", and goes on: to a shorter path, and behind a comma to the next entry of GOPROXY. Every other status ends it, and so ends `go get` of a package below a module of this proxy, for which go asks longer paths first.";
    alike "A page with 200 is `protocol-missing-is-a-page`; 401 for everything is `protocol-login-wanted`. `goproxy-403-policy-block` is what a run sees of a 403.";
    cure "Answer 404 or 410 for modules that are not there or not allowed, whatever the reason behind it; a store without listing rights answers 403 until it may list.";
    "curl -sS -i https://proxy.example.com/goget-doctor.invalid/no-such-module/@v/list"
}

rule! {
    PAGE = "protocol-missing-is-a-page", Error, Proxy, of proxy, page;
    "no 200 for a module that is not there";
    "The module proxy answers with 200 for a module that cannot exist: a page of an application, a sign-in page, an empty body. go believes it: an empty list is a module without versions, an empty `.mod` is a go.mod that requires nothing, and the next entry of GOPROXY is not asked.";
    alike "A wrong base URL looks so for every module: `goproxy-answers-non-protocol-body`. Another status than 200 is `protocol-missing-status`.";
    cure "Take the page away from the paths of the protocol: no fallback to index.html (nginx: try_files $uri =404), no sign-in page in the place of 401, and the base URL of the module repository itself.";
    "curl -sS -i https://proxy.example.com/goget-doctor.invalid/no-such-module/@v/v1.0.0.mod"
}

rule! {
    VERSION = "protocol-missing-version", Error, Proxy, of module, version;
    "404 or 410 for a version that is not there";
    "The module proxy answers with something else than 404 or 410 for a version that its module does not have. go takes what comes with 200 for the version, and any other status for a failure of the proxy.";
    alike "`protocol-missing-status` and `protocol-missing-is-a-page` are the same for a module. A version that exists and is answered with 404 is `protocol-info-missing`.";
    cure "Answer 404 or 410 for versions that are not there; where the proxy asks a repository, the failure to find a tag is a 404 too, and no 500.";
    "curl -sS -i https://proxy.example.com/example.com/mod/@v/v0.0.0-none.info"
}

const OF_VERSION: [Endpoint; 3] = [Endpoint::Info, Endpoint::Mod, Endpoint::Zip];
const ALL: [Endpoint; 5] =
    [Endpoint::List, Endpoint::Latest, Endpoint::Info, Endpoint::Mod, Endpoint::Zip];

/// The replies about something that is not there; none where nobody asked.
fn replies<'a>(seen: &Seen<'a>, about: About, endpoints: &[Endpoint]) -> Vec<&'a Reply> {
    let replies = endpoints.iter().filter_map(|endpoint| seen.reply(about, *endpoint).ok());
    replies.filter(|reply| !matches!(reply.end, End::Nothing(_))).collect()
}

fn is_page(reply: &Reply) -> bool {
    matches!(reply.end, End::Body { .. } | End::Broken(_))
}

fn judged(replies: &[&Reply], bad: impl Fn(&Reply) -> bool, title: &str, kept: &str) -> Ruling {
    let wrong: Vec<&Reply> = replies.iter().copied().filter(|reply| bad(reply)).collect();
    match (replies, wrong.as_slice()) {
        ([], _) => Ruling::open("no answer came to judge"),
        (_, []) => Ruling::kept(kept),
        _ => broken(title, &wrong).into(),
    }
}

fn status(seen: &Seen<'_>) -> Ruling {
    let other = |reply: &Reply| reply.status().is_some_and(|code| !matches!(code, 404 | 410));
    let title = "A module that is not there is answered with another status than 404 and 410.";
    let replies = replies(seen, About::NoModule, &ALL);
    let missing = replies.iter().filter(|reply| reply.is_missing()).count();
    if missing == 0 && !replies.is_empty() && replies.iter().all(|reply| reply.status().is_none()) {
        return Ruling::open("no other status came");
    }
    judged(&replies, other, title, &format!("{missing} of {} are 404 or 410", replies.len()))
}

fn page(seen: &Seen<'_>) -> Ruling {
    let title = "A module that cannot exist is answered with 200.";
    judged(&replies(seen, About::NoModule, &ALL), is_page, title, "none of its five files is there")
}

fn version(seen: &Seen<'_>) -> Ruling {
    let replies = replies(seen, About::NoVersion, &OF_VERSION);
    let wrong = |reply: &Reply| is_page(reply) || !reply.is_missing();
    let title = "A version that is not there is answered with something else than 404 and 410.";
    judged(&replies, wrong, title, "none of its three files is there")
}
