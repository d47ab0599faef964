//! Which redirects go follows, and what it takes along (discovery.md §7.6, env-auth-proxy-tls.md §2.5).

use crate::go::{
    std::{
        net::url::Url,
        strconv::text::{lossy, quote},
    },
    version::{Change, Version},
};

/// How many requests go makes at the most because of one.
const MAX_REQUESTS: usize = 10;

/// Whether go follows a `Location` of a response with this status.
pub fn is_followed(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}

/// The URLs of one request and its redirects so far, in order.
#[derive(Clone, Debug)]
pub struct Hops {
    urls: Vec<Url>,
    secure: bool,
    endless: bool,
    version: Version,
}

/// A redirect that go does not follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The URL that go names in its message.
    pub url: String,
    /// Why, in go's words.
    pub why: String,
}

impl Hops {
    /// A request for `url`; with `secure` it is made with the client that verifies certificates
    /// and refuses to leave https, in the releases that do.
    pub fn new(url: Url, secure: bool, version: Version) -> Self {
        let endless = secure && version.has(Change::EndlessRedirects);
        Self {
            urls: vec![url],
            secure: secure && version.has(Change::RedirectsStayOnHttps),
            endless,
            version,
        }
    }

    /// How many requests there were.
    pub fn count(&self) -> usize {
        self.urls.len()
    }

    /// The URL first asked for.
    pub fn first(&self) -> &Url {
        &self.urls[0]
    }

    /// The URL that is asked now.
    pub fn last(&self) -> &Url {
        &self.urls[self.urls.len() - 1]
    }

    /// Goes on to `location`, the value of the header as sent.
    pub fn follow(&mut self, location: &[u8]) -> Result<&Url, Refusal> {
        let next = self.last().join_by(location, self.version).map_err(|error| Refusal {
            url: lossy(&self.last().in_client_error()),
            why: format!("failed to parse Location header {}: {error}", quote(location)),
        })?;
        if let Some(why) = self.refusal(&next) {
            return Err(Refusal { url: lossy(location), why });
        }
        self.urls.push(next);
        Ok(self.last())
    }

    /// Whether the credentials of the first URL go along: to the same host and below it.
    pub fn keeps_credentials(&self) -> bool {
        let host = |url: &Url| lossy(url.hostname()).to_lowercase();
        let first = host(&self.urls[0]);
        self.urls.iter().map(host).all(|host| {
            host == first || host.strip_suffix(&first).is_some_and(|sub| sub.ends_with('.'))
        })
    }

    /// The `Referer` that go sends with the last URL: the one before, without its user.
    pub fn referer(&self) -> Option<String> {
        let [.., from, to] = self.urls.as_slice() else { return None };
        let kept = from.scheme() != "https" || to.scheme() == "https";
        kept.then(|| lossy(&from.without_user()))
    }

    fn refusal(&self, next: &Url) -> Option<String> {
        if self.secure && self.urls[0].scheme() == "https" && next.scheme() != "https" {
            let (last, next) = (lossy(&self.last().expose()), lossy(&next.expose()));
            return Some(format!("redirected from secure URL {last} to insecure URL {next}"));
        }
        let full = self.urls.len() >= MAX_REQUESTS && !self.endless;
        full.then(|| format!("stopped after {MAX_REQUESTS} redirects"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hops(url: &str, secure: bool) -> Hops {
        Hops::new(Url::parse(url).unwrap(), secure, Version::NEWEST)
    }

    #[test]
    fn older_releases_follow_more() {
        let hops = |version: &str| {
            let url = Url::parse("https://a.test/x").unwrap();
            Hops::new(url, true, version.parse().unwrap())
        };
        assert!(hops("1.12").follow(b"http://b.test/y").is_ok());
        assert!(hops("1.13").follow(b"http://b.test/y").is_err());
        let ends = |version| (0..99).any(|_| hops(version).follow(b"/x").is_err());
        assert!(!ends("1.14"));
    }

    #[test]
    fn leaving_https_is_refused_in_secure_mode_only() {
        let refused =
            hops("https://a.test/x?go-get=1", true).follow(b"http://b.test/y").unwrap_err();
        assert_eq!(refused.url, "http://b.test/y");
        let why =
            "redirected from secure URL https://a.test/x?go-get=1 to insecure URL http://b.test/y";
        assert_eq!(refused.why, why);
        assert!(hops("https://a.test/x", false).follow(b"http://b.test/y").is_ok());
        assert!(hops("http://a.test/x", true).follow(b"http://b.test/y").is_ok());
    }

    #[test]
    fn ten_requests_and_no_more() {
        let mut loop_ = hops("https://a.test/x", true);
        for _ in 0..9 {
            assert!(loop_.follow(b"/x").is_ok());
        }
        let refused = loop_.follow(b"/x").unwrap_err();
        assert_eq!(
            (refused.url.as_str(), refused.why.as_str()),
            ("/x", "stopped after 10 redirects")
        );
    }

    #[test]
    fn a_bad_location_is_told_with_the_url_that_sent_it() {
        let refused = hops("https://a.test/x", true).follow(b"http://[bad").unwrap_err();
        assert_eq!(refused.url, "https://a.test/x");
        let why = r#"failed to parse Location header "http://[bad": parse "http://[bad": missing ']' in host"#;
        assert_eq!(refused.why, why);
    }

    #[test]
    fn credentials_stay_below_the_first_host() {
        for (to, kept) in [
            ("/y", true),
            ("https://sub.a.test/y", true),
            ("https://suba.test/y", false),
            ("https://b.test/y", false),
        ] {
            let mut hops = hops("https://a.test/x", true);
            hops.follow(to.as_bytes()).unwrap();
            assert_eq!(hops.keeps_credentials(), kept, "{to}");
            assert_eq!(hops.referer().as_deref(), Some("https://a.test/x"));
        }
    }
}
