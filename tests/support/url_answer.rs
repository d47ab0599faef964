//! What `make_url.go` says about a URL, and what we say.

use goget_doctor::{
    go::std::{net::url::Url, strconv::byte_string::ByteString},
    secret::Secret,
};
use serde::Deserialize;

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Answer {
    pub(crate) raw: ByteString,
    pub(crate) reference: Option<ByteString>,
    error: ByteString,
    text: ByteString,
    redacted: ByteString,
    client: ByteString,
    scheme: ByteString,
    user: Option<ByteString>,
    password: Option<ByteString>,
    host: ByteString,
    hostname: ByteString,
    port: ByteString,
    path: ByteString,
    escaped: ByteString,
    request_uri: ByteString,
    resolved: Option<Resolved>,
}

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Resolved {
    error: ByteString,
    text: ByteString,
    request_uri: ByteString,
}

/// Our answer to the same question.
pub(crate) fn ours(raw: &ByteString, reference: Option<&ByteString>) -> Answer {
    let asked = Answer { raw: raw.clone(), reference: reference.cloned(), ..Answer::default() };
    let url = match Url::parse(raw) {
        Ok(url) => url,
        Err(error) => return Answer { error: error.to_string().into(), ..asked },
    };
    let user = url.user();
    Answer {
        text: url.expose().into(),
        redacted: url.redacted().into(),
        client: url.in_client_error().into(),
        scheme: url.scheme().into(),
        user: user.map(|user| user.name.clone()),
        password: user.and_then(|user| user.password.as_ref()).map(Secret::expose).map(Into::into),
        host: url.host().into(),
        hostname: url.hostname().into(),
        port: url.port().into(),
        path: url.path().into(),
        escaped: url.escaped_path().into(),
        request_uri: url.request_uri().into(),
        resolved: reference.map(|reference| resolved(&url, reference)),
        ..asked
    }
}

fn resolved(url: &Url, reference: &ByteString) -> Resolved {
    match url.join(reference) {
        Err(error) => Resolved { error: error.to_string().into(), ..Resolved::default() },
        Ok(url) => Resolved {
            text: url.expose().into(),
            request_uri: url.request_uri().into(),
            ..Resolved::default()
        },
    }
}
