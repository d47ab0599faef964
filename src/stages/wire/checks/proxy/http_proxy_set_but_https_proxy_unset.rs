//! A proxy for http only, where everything is https.

use crate::findings::{
    Found, check,
    view::{View, word},
};

check! {
    /// `HTTP_PROXY` is set and `HTTPS_PROXY` is not. go uses the first for `http://` URLs alone,
    /// and modules come over https, so go connects directly; here that fails.
    ///
    /// Set `HTTPS_PROXY` too. Its value may well begin with `http://`: the scheme is that of the
    /// proxy, not of what goes through it.
    "http-proxy-set-but-https-proxy-unset", Error, quiet in "connect-refused"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (last, text) = view.unanswered()?;
    let is = |wanted: &str| {
        let mut set = view.proxies().iter();
        set.find(|variable| variable.name.eq_ignore_ascii_case(wanted))
    };
    let http = is("HTTP_PROXY").filter(|_| is("HTTPS_PROXY").is_none())?;
    let direct = last.is_direct() && last.asked.url.starts_with("https:");
    let unreached = last.is_unconnected() || last.resolved.is_some_and(|seen| seen.error.is_some());
    let title =
        format!("{} is set and HTTPS_PROXY is not: go connects directly for https.", http.name);
    (direct && unreached).then(|| {
        Found::new(last.step, title)
            .seen(format!("{}={}", http.name, http.value))
            .seen(format!("directly: {text}"))
            .fix(format!("export HTTPS_PROXY={}", word(&http.value)))
    })
}
