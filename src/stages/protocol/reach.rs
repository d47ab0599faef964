//! Whether a proxy answers at all, and whether its answers come as they are.

use super::{
    rule::rule,
    ruling::Ruling,
    seen::{Seen, answer, broken},
};
use crate::trace::protocol::{About, End, Endpoint, Reply};

rule! {
    UNREACHABLE = "protocol-unreachable", Error, Proxy, of proxy, unreachable;
    "something answers";
    "Nothing that go takes for an answer comes from the module proxy: no name, no connection, no certificate that go trusts, or no HTTP.";
    alike "An answer with a status is one, however bad. Where go trusts other roots than curl, curl has an answer and go has none: `goget-doctor certs HOST` shows go's own.";
    cure "Let the proxy's host be reached by name over https, with a certificate that go trusts.";
    "goget-doctor certs proxy.example.com"
}

rule! {
    LOGIN = "protocol-login-wanted", Error, Proxy, of proxy, login;
    "lets the caller in";
    "The module proxy wants a login, and go has none that fits its host and port, or the login has no rights.";
    alike "`goproxy-401-credentials-missing` is the same in a run. 403 for what is not there alone is `protocol-missing-status`.";
    cure "Give go a login for the host and port of the URL (netrc, GOAUTH), and that login the right to read.";
    "goget-doctor netrc proxy.example.com"
}

rule! {
    REDIRECT = "protocol-redirect-refused", Error, Proxy, of proxy, redirect;
    "redirects that go follows";
    "The module proxy redirects where go does not go: from https to http, in a circle, more than ten times, or to no URL.";
    alike "A redirect to a page for people is followed, and what comes is no answer (`protocol-missing-is-a-page`, `protocol-info-unreadable`).";
    cure "Redirect to a URL with https, once, and keep the path; behind a gateway that ends TLS set the public scheme (X-Forwarded-Proto).";
    "curl -sS -o /dev/null -w '%{http_code} %{redirect_url}' https://proxy.example.com/example.com/mod/@v/list"
}

rule! {
    BROKEN_OFF = "protocol-body-broken-off", Error, Proxy, of proxy, broken_off;
    "bodies come whole";
    "A body ended before its announced length, or its compression could not be undone.";
    alike "`goproxy-truncated-body` and `goproxy-corrupt-encoding` are the same in a run. A body that comes whole and holds half a zip is `protocol-zip-unreadable`.";
    cure "Let nothing between store and client change a body: no limit on its size or time, Content-Length and Content-Encoding those of the bytes that are sent.";
    "curl -sS --compressed -o /dev/null -w '%{http_code} %{size_download}' https://proxy.example.com/example.com/mod/@v/v1.0.0.zip"
}

rule! {
    ENCODING = "protocol-encoding", Error, Proxy, of proxy, encoding;
    "no compression but gzip that says so";
    "A body is compressed in a way that go does not undo: another one than gzip, or gzip without Content-Encoding. go asks for gzip alone and takes anything else as it is.";
    alike "gzip that says so and cannot be undone is `protocol-body-broken-off`.";
    cure "Serve files as they are, or compress with gzip and send Content-Encoding: gzip; take the header from files that are stored compressed.";
    "curl -sS -o /dev/null -D - -H 'Accept-Encoding: gzip' https://proxy.example.com/example.com/mod/@v/list"
}

/// The answers that came, and the redirects that were not followed.
fn told<'a>(seen: &'a Seen<'_>) -> impl Iterator<Item = &'a Reply> {
    let came = |reply: &&Reply| match reply.end {
        End::Stopped(_) | End::Unknown(_) => false,
        End::Nothing(_) => reply.refused.is_some(),
        End::Body { .. } | End::Broken(_) | End::Status { .. } => true,
    };
    seen.run.replies.iter().filter(came)
}

fn unreachable(seen: &Seen<'_>) -> Ruling {
    let Some(first) = seen.run.reply(About::NoModule, Endpoint::List) else {
        return Ruling::open("not asked");
    };
    match &first.end {
        End::Stopped(_) | End::Unknown(_) => Ruling::open(answer(first)),
        End::Nothing(_) if first.refused.is_none() => {
            broken("Nothing that go takes for an answer comes from the proxy.", &[first]).into()
        }
        End::Nothing(_) => Ruling::open("the redirect is not followed"),
        End::Status { line, .. } => Ruling::kept(line.as_str()),
        End::Body { .. } | End::Broken(_) => Ruling::kept("200"),
    }
}

/// Every reply that `is_bad`, in one ruling; `kept` where there is none.
fn none_is(seen: &Seen<'_>, is_bad: impl Fn(&Reply) -> bool, title: &str, kept: &str) -> Ruling {
    let bad: Vec<&Reply> = told(seen).filter(|reply| is_bad(reply)).collect();
    match bad.as_slice() {
        [] if told(seen).next().is_none() => Ruling::open("not asked"),
        [] => Ruling::kept(kept),
        _ => broken(title, &bad).into(),
    }
}

fn login(seen: &Seen<'_>) -> Ruling {
    let wants = |reply: &Reply| {
        let of_module = matches!(reply.about, About::Module | About::Listed);
        reply.status() == Some(401) || of_module && reply.status() == Some(403)
    };
    none_is(seen, wants, "The proxy does not let go in.", "no 401, no 403")
}

fn redirect(seen: &Seen<'_>) -> Ruling {
    let refused = |reply: &Reply| reply.refused.is_some();
    let title = "The proxy redirects where go does not follow.";
    let hops = told(seen).filter(|reply| !reply.hops.is_empty()).count();
    let kept = match hops {
        0 => "no redirects".to_owned(),
        count => format!("{count} answers after a redirect"),
    };
    none_is(seen, refused, title, &kept)
}

fn broken_off(seen: &Seen<'_>) -> Ruling {
    let is_broken = |reply: &Reply| matches!(reply.end, End::Broken(_));
    none_is(seen, is_broken, "A body does not come whole.", "each as long as announced")
}

fn encoding(seen: &Seen<'_>) -> Ruling {
    let is_odd = |reply: &Reply| {
        let Some(body) = reply.body() else { return false };
        let said = reply.header("content-encoding").unwrap_or_default().to_ascii_lowercase();
        let packed = body.starts_with(&[0x1f, 0x8b]);
        packed || !matches!(said.as_str(), "" | "gzip" | "identity")
    };
    let title = "A body is compressed in a way that go does not undo.";
    none_is(seen, is_odd, title, "none, or gzip")
}
