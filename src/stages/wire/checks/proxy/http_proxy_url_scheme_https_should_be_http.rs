//! TLS is spoken to a proxy that speaks none.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    trace::Fault,
};

check! {
    /// `HTTPS_PROXY` means "the proxy for https", not "the proxy that speaks https". With
    /// `https://` in its value go opens a TLS connection to the proxy itself, and most proxies
    /// answer in clear.
    ///
    /// Write `http://` in the value.
    "http-proxy-url-scheme-https-should-be-http", Error, quiet in "no-tls-on-443"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (last, text) = view.unanswered()?;
    let proxy = last.asked.proxy.as_deref()?;
    let right = proxy.strip_prefix("https://")?;
    let Some(Fault::Proxy(fault)) = last.fault() else { return None };
    let in_clear = **fault == Fault::NotTls;
    let title = "HTTPS_PROXY begins with https://, and the proxy speaks plain HTTP.";
    in_clear.then(|| {
        let right = word(&format!("http://{right}"));
        Found::new(last.step, title).seen(text).fix(format!("export HTTPS_PROXY={right}"))
    })
}
