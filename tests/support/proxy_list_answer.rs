//! The oracle's answer to `settings`, and ours.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use goget_doctor::go::{
    cmd::proxy_list::{Entry, FallsThrough, Source, parse},
    std::net::url::Url,
};
use serde_json::{Value, json};

/// Fails where the oracle's `proxies` or `proxiesErr` is not what we read.
pub(crate) fn compare(goproxy: &str, gonoproxy: &str, answer: &Value) {
    let ours = match parse(goproxy, gonoproxy) {
        Ok(list) => json!({"proxies": list.iter().map(entry).collect::<Vec<_>>()}),
        Err(error) => json!({"proxiesErr": error.to_string()}),
    };
    let theirs = match answer.get("proxies") {
        Some(list) => {
            json!({"proxies": list.as_array().unwrap().iter().map(normal).collect::<Vec<_>>()})
        }
        None => json!({"proxiesErr": answer["proxiesErr"]}),
    };
    assert_eq!(ours, theirs, "GOPROXY={goproxy:?} GONOPROXY={gonoproxy:?}");
}

fn entry(entry: &Entry) -> Value {
    let url = match &entry.source {
        Source::NoProxy => "noproxy".into(),
        Source::Direct => "direct".into(),
        Source::Off => "off".into(),
        Source::Proxy(url) => text(url),
    };
    json!({"fallBackOnError": entry.falls_through == FallsThrough::Any, "url": url})
}

/// The oracle has URLs as written, we have them read.
fn normal(entry: &Value) -> Value {
    let url = Url::parse(entry["url"].as_str().unwrap()).unwrap();
    json!({"fallBackOnError": entry["fallBackOnError"], "url": text(&url)})
}

fn text(url: &Url) -> String {
    String::from_utf8(url.expose()).unwrap()
}
