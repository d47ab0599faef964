//! From a request to its answer, which is counted and noted.

use std::{net::SocketAddr, time::Instant};

use bytes::Bytes;
use http::{HeaderValue, Method, Request, Response, StatusCode, header};
use time::format_description::well_known::Rfc3339;

use super::{log::Noted, state::State};
use crate::serve::answer::Ask;

/// The path of the answer for whoever asks whether the server lives, by any host.
pub(super) const HEALTH: &str = "/-/health";

/// The answer to a request from `peer`.
pub(super) fn respond<B>(request: &Request<B>, state: &State, peer: SocketAddr) -> Response<Bytes> {
    let began = Instant::now();
    let target = request.uri().path_and_query().map_or("", |it| it.as_str());
    let host = host(request, state.behind_proxy);
    let answers = state.answers();
    let answer = if target == HEALTH {
        Response::new(Bytes::from_static(b"ok\n"))
    } else {
        answers.to(&Ask {
            method: request.method().as_str(),
            host,
            target,
            local: peer.ip().to_canonical().is_loopback(),
            kept: text(request, header::IF_NONE_MATCH),
        })
    };
    let bytes = answer.body().len();
    let status = answer.status();
    let took = began.elapsed();
    state.metrics.request(target.ends_with("go-get=1"), status.as_u16(), took);
    if !state.log.is_none() {
        let client = client(request, state.behind_proxy, peer);
        let agent =
            request.headers().get(header::USER_AGENT).map_or(&b""[..], HeaderValue::as_bytes);
        state.log.note(&Noted {
            time: &state
                .world
                .now()
                .replace_nanosecond(0)
                .ok()
                .and_then(|it| it.format(&Rfc3339).ok())
                .unwrap_or_default(),
            client: &client,
            host: host.unwrap_or("-"),
            method: request.method().as_str(),
            target,
            status: status.as_u16(),
            bytes,
            micros: took.as_micros(),
            agent,
        });
    }
    if request.method() == Method::HEAD { without_body(answer) } else { answer }
}

/// The host that is asked for; `None` where the request names none, or two.
fn host<B>(request: &Request<B>, behind_proxy: bool) -> Option<&str> {
    let forwarded = text(request, FORWARDED_HOST).filter(|_| behind_proxy);
    if let Some(first) = forwarded.and_then(|hosts| hosts.split(',').next()) {
        return Some(first.trim());
    }
    let mut named = request.headers().get_all(header::HOST).iter();
    let field = named.next().and_then(|host| host.to_str().ok());
    if named.next().is_some() {
        return None;
    }
    request.uri().authority().map(http::uri::Authority::as_str).or(field)
}

/// Who asks: the last in the list that the proxy before us wrote, where that is believed.
fn client<B>(request: &Request<B>, behind_proxy: bool, peer: SocketAddr) -> String {
    let forwarded = text(request, FORWARDED_FOR).filter(|_| behind_proxy);
    let last = forwarded.and_then(|clients| clients.rsplit(',').next());
    let last = last.and_then(|client| client.trim().parse().ok());
    last.unwrap_or(peer.ip()).to_canonical().to_string()
}

fn text<B>(request: &Request<B>, name: impl header::AsHeaderName) -> Option<&str> {
    request.headers().get(name)?.to_str().ok()
}

/// The head of the answer, with the length that the body has.
fn without_body(mut answer: Response<Bytes>) -> Response<Bytes> {
    if answer.status() != StatusCode::NOT_MODIFIED {
        let length = answer.body().len();
        answer.headers_mut().insert(header::CONTENT_LENGTH, length.into());
    }
    *answer.body_mut() = Bytes::new();
    answer
}

const FORWARDED_HOST: &str = "x-forwarded-host";
const FORWARDED_FOR: &str = "x-forwarded-for";

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(fields: &[(&str, &str)]) -> Request<()> {
        let request = Request::builder().uri("/x");
        fields
            .iter()
            .fold(request, |request, (name, value)| request.header(*name, *value))
            .body(())
            .unwrap()
    }

    #[test]
    fn what_a_proxy_says_is_believed_only_where_there_is_one() {
        let request = asked(&[
            ("host", "inner"),
            ("x-forwarded-host", "go.test, x"),
            ("x-forwarded-for", "9.9.9.9, 192.0.2.7"),
        ]);
        let peer = "127.0.0.1:1".parse().unwrap();
        assert_eq!((host(&request, false), host(&request, true)), (Some("inner"), Some("go.test")));
        assert_eq!(
            (client(&request, false, peer), client(&request, true, peer)),
            ("127.0.0.1".into(), "192.0.2.7".into())
        );
        let odd = asked(&[("x-forwarded-for", "_hidden")]);
        assert_eq!(client(&odd, true, peer), "127.0.0.1");
    }

    #[test]
    fn two_hosts_are_none() {
        assert_eq!(host(&asked(&[("host", "a"), ("host", "b")]), false), None);
    }
}
