//! What `make_http_proxy.go` says, and what we say.

use std::collections::BTreeMap;

use goget_doctor::go::{
    std::net::{
        http::proxy::{Decision, ProxyEnv, ProxyUrl, for_url},
        url::Url,
    },
    version::Version,
};
use serde_json::{Value, json};

/// Fails where go takes another proxy for `raw` than we do.
pub(crate) fn compare(environment: &BTreeMap<String, String>, raw: &str, theirs: &Value) {
    let env = ProxyEnv::from_env(|name| environment.get(name).map(String::as_str));
    let ours = match Url::parse(raw) {
        Err(error) => json!(format!("parse: {error}")),
        Ok(url) => match for_url(&env, &url, Version::NEWEST) {
            Err(error) => json!(error.to_string()),
            Ok(Decision { proxy: None, .. }) => Value::Null,
            Ok(Decision { proxy: Some(proxy), .. }) => shown(&proxy),
        },
    };
    assert_eq!(ours, with_port(theirs.clone()), "{raw} in {environment:?}");
}

fn shown(proxy: &ProxyUrl) -> Value {
    let password =
        proxy.password.as_ref().map(|secret| String::from_utf8_lossy(secret.expose()).into_owned());
    json!({"scheme": proxy.scheme, "host": proxy.host, "port": proxy.port, "user": proxy.user, "password": password})
}

/// The program says nothing of default ports.
fn with_port(mut theirs: Value) -> Value {
    let default = match theirs.get("scheme").and_then(Value::as_str) {
        Some("http") => "80",
        Some("https") => "443",
        Some("socks5" | "socks5h") => "1080",
        _ => return theirs,
    };
    if theirs["port"] == "" {
        theirs["port"] = default.into();
    }
    theirs
}
