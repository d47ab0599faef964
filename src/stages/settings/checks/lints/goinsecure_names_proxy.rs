//! GOINSECURE aimed at the proxy or the checksum database.

use crate::{
    findings::{Found, check, view::View},
    secret::redact_url,
    trace::Step,
};

check! {
    /// GOINSECURE is asked about module paths, and only where go fetches a module directly. The hosts of GOPROXY and GOSUMDB are
    /// always verified: their name in GOINSECURE has no effect, and go says nothing about it.
    ///
    /// Make the CA of that host known to go instead: `SSL_CERT_FILE`, or the system's store.
    "goinsecure-names-proxy", Warning, quiet in "settings-lists"
}

fn find(view: &View<'_>) -> Option<Found> {
    let env = view.env();
    let mut own = view.patterns().filter(|pattern| pattern.setting.name == "GOINSECURE");
    let pattern = own.find(|pattern| {
        pattern.servers.iter().any(|host| host == pattern.text.trim_end_matches('/'))
    })?;
    let host = pattern.text;
    let title =
        format!("GOINSECURE names {host}, which go asks as a server; it is about module paths.");
    Some(
        Found::new(Step::Settings, title)
            .seen(pattern.seen())
            .seen(format!("GOPROXY={}, GOSUMDB={}", redact_url(env.get("GOPROXY")), redact_url(env.get("GOSUMDB"))))
            .fix(pattern.cure())
            .not("GOINSECURE=*: requests to a module proxy and to the checksum database are always verified"),
    )
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::cure;

    #[test]
    fn the_hosts_of_proxy_and_database() {
        let fixed = |list: &str| cure("goinsecure-names-proxy", &[("GOINSECURE", list)], "");
        assert_eq!(fixed("proxy.golang.org").as_deref(), Some("unset GOINSECURE"));
        assert_eq!(fixed("a.test,sum.golang.org").as_deref(), Some("export GOINSECURE=a.test"));
        assert_eq!(fixed("golang.org"), None);
        assert_eq!(fixed("*"), None);
    }
}
