//! The scenarios that the binary carries.

macro_rules! scenarios {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../testdata/scenarios/", $name, ".toml")))),*]
    };
}

/// Names and texts, by name.
const SCENARIOS: &[(&str, &str)] = scenarios! {
    "all-prefixes-fail"
    "body-in-script"
    "cert-common-name-only"
    "cert-expired"
    "cert-file-is-directory"
    "cert-file-missing"
    "cert-file-unreadable"
    "cert-file-without-certs"
    "cert-for-clients-only"
    "cert-negative-serial"
    "cert-not-yet-valid"
    "cert-wrong-host"
    "charset-declared"
    "charset-gbk"
    "client-cert-required"
    "closed-after-request"
    "connect-refused"
    "connect-refused-http-works"
    "dot-git-govcs"
    "dot-git-last-wins"
    "dot-git-nobody"
    "dot-git-path"
    "dot-git-unanchored"
    "example-net"
    "git-not-installed"
    "github-dot-git"
    "github-one-element"
    "gitlab-gateway-403"
    "gitlab-subgroup"
    "goauth-off-combined"
    "goauth-program"
    "goauth-program-fails"
    "goenv-line-ignored"
    "goproxy-off"
    "govanityurls"
    "govcs-denied"
    "govcs-malformed"
    "govcs-svn"
    "guide-service-ssh-root"
    "head-closes-itself"
    "html-comment-dashes"
    "html-error-behind-tag"
    "html-less-than"
    "html-unquoted-url"
    "https-eof-http-works"
    "insecure-both-fail"
    "insecure-pattern-no-match"
    "insecure-pattern-scheme"
    "insecure-slow-https"
    "intermediate-missing"
    "ip-host"
    "longer-404-shorter-ok"
    "mod-beside-git"
    "mod-entry"
    "netrc-default-ignored"
    "netrc-entry-incomplete"
    "netrc-missing"
    "netrc-used"
    "nginx-one-path"
    "nginx-sub-module"
    "no-roots"
    "no-such-host"
    "no-tls-on-443"
    "not-http"
    "own-ca-trusted"
    "own-ca-unsearched"
    "own-ca-v1-leaf"
    "page-binary"
    "page-cut"
    "page-cut-behind-tag"
    "page-empty"
    "page-endless"
    "page-gzip"
    "page-gzip-bad"
    "page-without-length"
    "path-cleaned"
    "path-no-dot"
    "path-port"
    "path-scheme"
    "path-trailing-slash"
    "plain-http-on-443"
    "prefix-page-404"
    "prefix-page-disagrees"
    "prefix-page-no-tag"
    "prefix-page-unparsable"
    "prefix-page-unreachable"
    "proxy-403"
    "proxy-407"
    "proxy-503"
    "proxy-bad-gateway"
    "proxy-https-scheme"
    "proxy-is-tor"
    "proxy-refused"
    "proxy-value-ignored"
    "proxy-works"
    "redirect-loop"
    "redirect-to-http"
    "redirect-to-login"
    "redirect-without-query"
    "repo-file"
    "repo-http"
    "repo-missing"
    "repo-no-scheme"
    "repo-scp"
    "rsc-io"
    "second-try-succeeds"
    "self-signed"
    "static-host"
    "status-404"
    "status-404-html"
    "status-404-with-tag"
    "status-429"
    "status-500"
    "status-hides-xml-error"
    "status-own-reason"
    "sub-package"
    "subdir"
    "subdir-go-1.24"
    "subdir-leading-hyphen"
    "subdir-leading-slash"
    "tag-in-body"
    "tag-missing"
    "tag-nbsp"
    "tag-nbsp-entity"
    "tag-nested-prefixes"
    "tag-other-host"
    "tag-other-prefix"
    "tag-prefix-scheme"
    "tag-prefix-slash"
    "tag-property"
    "tag-twice"
    "tag-two-fields"
    "tls-hang"
    "tls-reset"
    "tls-too-old"
    "tls-unrecognized-name"
    "unknown-ca"
    "v2-page-missing"
    "vcs-bzr"
    "vcs-unknown"
};

/// The scenarios that the binary carries: name and text of each, by name.
pub fn list() -> &'static [(&'static str, &'static str)] {
    SCENARIOS
}

/// The text of a scenario.
pub fn find(name: &str) -> Option<&'static str> {
    SCENARIOS.iter().find(|(n, _)| *n == name).map(|(_, text)| *text)
}

/// The name that is nearest to one that does not exist, where one is near.
pub fn suggest(name: &str) -> Option<&'static str> {
    let near = |known: &&str| known.starts_with(name) || distance(known, name) <= known.len() / 3;
    let names = SCENARIOS.iter().map(|(known, _)| *known);
    names.filter(near).min_by_key(|known| distance(known, name))
}

/// How many letters must be put in, taken out or changed between two names.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut last = i;
        let mut left = i + 1;
        for (y, cell) in b.bytes().zip(row.iter_mut().skip(1)) {
            left = (left + 1).min(*cell + 1).min(last + usize::from(x != y));
            last = std::mem::replace(cell, left);
        }
    }
    row.last().copied().unwrap_or_default()
}
